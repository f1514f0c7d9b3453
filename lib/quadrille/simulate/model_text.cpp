// Where the text of a model comes from: a file, or the lecture.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include "quadrille/simulate/model.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::simulate {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

text::InputError unreadable(const std::string& path) {
  const std::string why = errno == EISDIR   ? "it is a directory; name a model file in it"
                          : errno == ENOENT ? "there is no such file"
                                            : std::strerror(errno);
  return text::InputError("cannot read the model " + text::quoted(path) + ": " + why);
}

}  // namespace

std::string read_model(const std::string& path) {
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) throw unreadable(path);
  std::string text(longest_model + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get()) != 0) throw unreadable(path);
  if (text.size() > longest_model)
    throw text::InputError("the model " + text::quoted(path) + " is longer than " +
                           std::to_string(longest_model) + " bytes; is it a model?");
  return text;
}

bool is_stream(const std::string& path) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status) &&
         !std::filesystem::is_directory(status);
}

std::string lecture_model() {
  return "# y from an intercept, three regressors and noise; normal(mean, sd)\n"
         "alpha ~ normal(15, 2)\n"
         "x1    ~ normal(3, 5)\n"
         "x2    ~ normal(10, 1)\n"
         "x3    ~ normal(8, 8)\n"
         "eps   ~ normal(0, 1)\n"
         "y = alpha + x1 + 2*x2 + 1/2*x3 + eps\n";
}

}  // namespace quadrille::simulate
