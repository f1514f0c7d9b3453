// Boost.Serialization's concept of an archive, on plain bytes.
//
// Boost's own archives keep a table of classes and look it up for every object: 6 ms to pack and unpack the
// lecture's 10^4 results, a tenth of its whole work. All ranks run the same program (see
// Team::require_same), so neither tables nor versions travel here; pointers are not supported.
#pragma once

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <boost/archive/basic_archive.hpp>
#include <boost/mpl/bool.hpp>
#include <boost/serialization/collection_size_type.hpp>
#include <boost/serialization/item_version_type.hpp>
#include <boost/serialization/serialization.hpp>
#include <boost/serialization/version.hpp>

#include "quadrille/text/error.hpp"

namespace quadrille::text {

/// Numbers, enumerators, and the counters that Boost writes before a container: their bytes are their value.
template <class T>
inline constexpr bool is_plain_bytes = std::is_arithmetic_v<T> || std::is_enum_v<T> ||
                                       std::is_same_v<T, boost::serialization::collection_size_type> ||
                                       std::is_same_v<T, boost::serialization::item_version_type>;

/// What both directions share. `Self` has `void transfer(void* bytes, std::size_t size)`.
template <class Self>
class ArchiveBase {
 public:
  static boost::archive::library_version_type get_library_version() {
    return boost::archive::library_version_type(boost::archive::BOOST_ARCHIVE_VERSION());
  }
  void reset_object_address(const void*, const void*) {}  // asked for by containers; there are no pointers

  template <class T>
  Self& operator&(T&& value) {
    self().visit(const_cast<std::remove_cvref_t<T>&>(value));
    return self();
  }

  template <class T>
  void visit(T& value) {
    if constexpr (is_plain_bytes<T>)
      self().transfer(&value, sizeof value);
    else if constexpr (std::is_array_v<T>)
      for (auto& item : value) *this& item;
    else
      boost::serialization::serialize_adl(self(), value, boost::serialization::version<T>::value);
  }

 private:
  Self& self() { return static_cast<Self&>(*this); }
};

class OutputArchive : public ArchiveBase<OutputArchive> {
 public:
  using is_saving = boost::mpl::true_;
  using is_loading = boost::mpl::false_;
  using ArchiveBase::visit;

  template <class T>
  OutputArchive& operator<<(const T& value) {
    return *this & value;
  }
  void visit(std::string& text) {
    *this& text.size();
    bytes_ += text;
  }
  template <class T>
  void visit(std::optional<T>& value) {
    *this& value.has_value();
    if (value) *this&* value;
  }
  void transfer(const void* bytes, std::size_t size) { bytes_.append(static_cast<const char*>(bytes), size); }

  std::string take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads bytes that must outlive it. Throws RunError if they end too early.
class InputArchive : public ArchiveBase<InputArchive> {
 public:
  using is_saving = boost::mpl::false_;
  using is_loading = boost::mpl::true_;
  using ArchiveBase::visit;

  explicit InputArchive(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  InputArchive& operator>>(T&& value) {
    return *this & value;
  }
  void visit(std::string& text) {
    std::size_t size = 0;
    *this& size;
    text.assign(next(size), size);
  }
  template <class T>
  void visit(std::optional<T>& value) {
    bool has_value = false;
    *this& has_value;
    if (has_value)
      *this& value.emplace();
    else
      value.reset();
  }
  void transfer(void* bytes, std::size_t size) { std::memcpy(bytes, next(size), size); }

 private:
  const char* next(std::size_t size) {
    if (size > bytes_.size() - read_) throw text::RunError("a message between ranks ended too early");
    return bytes_.data() + std::exchange(read_, read_ + size);
  }

  std::string_view bytes_;
  std::size_t read_ = 0;
};

template <class T>
std::string pack(const T& value) {
  OutputArchive archive;
  archive << value;
  return std::move(archive).take();
}

template <class T>
T unpack(std::string_view bytes) {
  T value{};
  InputArchive(bytes) >> value;
  return value;
}

}  // namespace quadrille::text
