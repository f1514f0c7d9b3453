#include "quadrille/statistics/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "quadrille/statistics/bins.hpp"

namespace quadrille::statistics {
namespace {

constexpr std::size_t chunk_size = 512;
constexpr std::uint64_t few = 2;  // values that a bin never forgets
constexpr std::uint64_t all_pages = not_a_number / page_size + 1;
constexpr std::uint16_t absent = 0xffff;
static_assert(all_pages < absent);

// A word of recent_ is a number of values, or `look` or `fine` and a number. A chunk adds at most 512, so
// from `full` on it is one of those for which the next chunk stops.
constexpr std::uint16_t full = 0x8000;
constexpr std::uint16_t look = 0xc000;
constexpr std::uint16_t fine = 0xe000;
constexpr std::uint16_t full_fine = 0xf000;

constexpr std::size_t many_fine =
    512;  // bins of the second level: with as many they get some 2 % of the values

constexpr std::uint16_t values_in(std::uint16_t word) {
  return static_cast<std::uint16_t>(word < look ? word : word - (word < fine ? look : fine));
}

/// Counts in the places' words. Which of them are full, in order, goes to `special`; returns how many.
std::size_t count_rarely(std::span<const std::uint64_t> place, std::uint16_t* words, std::uint16_t* special) {
  std::size_t specials = 0;
#pragma GCC unroll 8
  for (std::size_t i = 0; i < place.size(); ++i) {
    if (++words[place[i]] >= full) [[unlikely]]
      special[specials++] = static_cast<std::uint16_t>(i);
  }
  return specials;
}

/// The same without branches, where they could not be foreseen.
std::size_t count_often(std::span<const std::uint64_t> place, std::uint16_t* words, std::uint16_t* special) {
  std::size_t specials = 0;
#pragma GCC unroll 8
  for (std::size_t i = 0; i < place.size(); ++i) {
    special[specials] = static_cast<std::uint16_t>(i);
    specials += ++words[place[i]] >= full ? 1U : 0U;
  }
  return specials;
}

}  // namespace

Quantiles::Quantiles() : Quantiles(Grid()) {}
Quantiles::Quantiles(const Grid& grid)
    : grid_(grid),
      of_atom_(grid.atoms.size()),
      page_of_(all_pages, absent),
      fine_bins_(grid.refinement.bins()) {}

void Quantiles::Range::widen(const Range& right) {
  least = std::min(least, right.least);  // in this order, a NaN leaves them alone
  greatest = std::max(greatest, right.greatest);
}

bool Quantiles::Range::contains(double x) const { return least <= x && x <= greatest; }

bool Quantiles::Bin::forgets() const { return count > few && range.least > range.greatest; }

bool Quantiles::Bin::remembers() const { return range.least <= range.greatest; }

void Quantiles::Bin::merge(const Bin& right) {
  const bool forget = forgets() || right.forgets();
  count += right.count;
  range.widen(right.range);
  if (forget || (count > few && range.least < range.greatest)) range = {};
}

void Quantiles::Bin::merge_fine(const Bin& right) {
  count += right.count;
  range.widen(right.range);
}

void Quantiles::add(std::span<const double> values) {
  if (recent_.empty()) begin_recent();
  for (; values.size() > chunk_size; values = values.subspan(chunk_size)) {
    add_chunk(values.first(chunk_size));
  }
  add_chunk(values);
}

void Quantiles::begin_recent() {
  recent_.resize(middle_bins + 1, look);
  const auto& [begin, shift, first] = grid_.refinement;
  std::vector<double> parted;
  for (std::size_t i = 0; i < begin.size(); ++i)
    if (first[i] != first[i + 1]) parted.push_back(value_of(begin[i]));
  std::vector<std::uint64_t> numbers(parted.size() + 8, negative_infinity);
  find_bins(grid_, parted, numbers.data());
  for (const auto number : std::span(numbers).first(parted.size())) {
    if (number < middle || number >= middle + middle_bins) continue;
    recent_[number - middle] = fine;
    open_bin(number);
  }
}

void Quantiles::add_chunk(std::span<const double> values) {
  std::uint64_t place[chunk_size];
  if (!find_places(grid_, values, range_.least, range_.greatest, place)) {
    for (const double x : values) range_.widen({x + 0.0, x + 0.0});  // there is one zero
  }
  count_ += values.size();
  for (std::size_t i = 0; i < of_atom_.size(); ++i) {
    of_atom_[i] += count_equal(values, grid_.atoms[i]);
  }

  std::uint16_t special[chunk_size];  // values for which it is not enough to be counted
  std::uint16_t* const words = recent_.data();
  const bool is_often = fine_bins_.size() >= many_fine;
  const std::size_t specials = is_often ? count_often({place, values.size()}, words, special)
                                        : count_rarely({place, values.size()}, words, special);
  double outside[chunk_size], crowded[chunk_size];
  std::size_t outsides = 0, crowdeds = 0;
  for (const auto i : std::span(special, specials)) {
    const double x = values[i] + 0.0;
    std::uint16_t& word = words[place[i]];
    if (place[i] == middle_bins) {
      word = look;
      outside[outsides++] = x;
    } else if (word >= fine) {
      crowded[crowdeds++] = x;
      if (word < full_fine) continue;
      open_bin(middle + place[i]).count += values_in(word);
      word = fine;
    } else if (Bin& bin = open_bin(middle + place[i]); word != look || !bin.range.contains(x)) {
      bin.merge({values_in(word), {x, x}});
      word = bin.forgets() ? 0 : look;
    }
  }
  add_outside({outside, outsides});
  add_crowded({crowded, crowdeds});
}

/// Adds values that are not in the middle.
void Quantiles::add_outside(std::span<const double> values) {
  std::uint64_t number[chunk_size];
  find_bins(grid_, values, number);
  double crowded[chunk_size];
  std::size_t crowdeds = 0;
  std::uint32_t fine_bin[chunk_size] = {};
  if (!fine_bins_.empty()) grid_.refinement.find(values, fine_bin);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!fine_bins_.empty() && fine_bin[i] != Refinement::none) {
      crowded[crowdeds++] = values[i];
      ++open_bin(number[i]).count;
    } else {
      open_bin(number[i]).merge({1, {values[i], values[i]}});
    }
  }
  add_crowded({crowded, crowdeds});
}

/// Adds values of crowded bins to the bins within these.
void Quantiles::add_crowded(std::span<const double> values) {
  std::uint32_t number[chunk_size];
  grid_.refinement.find(values, number);
  for (std::size_t i = 0; i < values.size(); ++i)
    fine_bins_[number[i]].merge_fine({1, {values[i], values[i]}});
}

void Quantiles::settle() const {
  for (std::size_t place = 0; place < recent_.size(); ++place) {
    const std::uint16_t values = values_in(recent_[place]);
    if (values == 0) continue;
    recent_[place] = static_cast<std::uint16_t>(recent_[place] - values);
    const std::size_t number = middle + place;
    bins_[page_of_[number / page_size] * page_size + number % page_size].count += values;
  }
}

Quantiles::Bin& Quantiles::open_bin(std::uint64_t number) {
  const std::size_t page = number / page_size;
  if (page_of_[page] == absent) open_page(page);
  return bins_[page_of_[page] * page_size + number % page_size];
}

void Quantiles::open_page(std::size_t page) {
  const auto here = page_of_.begin() + static_cast<std::ptrdiff_t>(page);
  const auto before = (here - page_of_.begin()) - std::count(page_of_.begin(), here, absent);
  for (auto later = here + 1; later != page_of_.end(); ++later) {
    if (*later != absent) ++*later;
  }
  *here = static_cast<std::uint16_t>(before);
  bins_.insert(bins_.begin() + before * static_cast<std::ptrdiff_t>(page_size), page_size, Bin());
}

void Quantiles::merge(const Quantiles& right) {
  if (right.count_ == 0) return;
  if (count_ == 0) {
    *this = right;
    return;
  }
  if (grid_ != right.grid_) throw std::invalid_argument("quantiles of different grids cannot be merged");
  settle();
  right.settle();
  count_ += right.count_;
  range_.widen(right.range_);
  for (std::size_t i = 0; i < of_atom_.size(); ++i) of_atom_[i] += right.of_atom_[i];
  for (std::size_t page = 0; page < all_pages; ++page) {
    if (right.page_of_[page] == absent) continue;
    Bin* to = &open_bin(page * page_size);
    const Bin* from = &right.bins_[right.page_of_[page] * page_size];
    for (std::size_t i = 0; i < page_size; ++i) to[i].merge(from[i]);
  }
  for (std::size_t i = 0; i < fine_bins_.size(); ++i) fine_bins_[i].merge_fine(right.fine_bins_[i]);
}

std::optional<double> Quantiles::quantile(double p) const {
  const auto found = ranked(p);
  if (!found) return std::nullopt;
  return found->value;
}

std::optional<double> Quantiles::rank_error(double p) const {
  const auto found = ranked(p);
  if (!found || std::isnan(found->value)) return std::nullopt;
  return static_cast<double>(found->off) / static_cast<double>(count_);
}

std::optional<Quantiles::Ranked> Quantiles::ranked(double p) const {
  if (!(p >= 0 && p <= 1)) {
    throw std::invalid_argument("a quantile's probability must be between 0 and 1");
  }
  if (count_ == 0) return std::nullopt;
  if (page_of_.back() != absent) return Ranked{std::numeric_limits<double>::quiet_NaN()};
  settle();
  return ranked(rank_of(p));
}

/// The least k >= 1 with k/n >= p, both sides in doubles: 0.07 of 100 values is the seventh, although
/// 0.07 * 100 is above 7.
std::uint64_t Quantiles::rank_of(double p) const {
  const auto n = static_cast<double>(count_);
  const double k = std::ceil(p * n);
  const double least = (k - 1) / n >= p ? k - 1 : k;
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(least), 1, count_);
}

Quantiles::Ranked Quantiles::ranked(std::uint64_t k) const {
  if (k == 1) return {range_.least};
  if (k == count_) return {range_.greatest};
  auto bin = bins_.begin();
  for (; k > bin->count; ++bin) k -= bin->count;
  if (bin->remembers()) return {k == 1 ? bin->range.least : bin->range.greatest};

  const auto place = static_cast<std::size_t>(bin - bins_.begin());
  const auto page = std::find(page_of_.begin(), page_of_.end(), place / page_size) - page_of_.begin();
  const std::uint64_t number = static_cast<std::size_t>(page) * page_size + place % page_size;
  const double begin = begin_of(number);
  std::uint32_t fine_bin = Refinement::none;
  if (!fine_bins_.empty()) grid_.refinement.find({&begin, 1}, &fine_bin);
  return fine_bin == Refinement::none ? ranked(k, bin->count, begin, begin_of(number + 1))
                                      : ranked_fine(k, fine_bin);
}

/// The k-th smallest of the values from this bin of the second level on.
Quantiles::Ranked Quantiles::ranked_fine(std::uint64_t k, std::size_t number) const {
  auto bin = fine_bins_.begin() + static_cast<std::ptrdiff_t>(number);
  for (; k > bin->count; ++bin) k -= bin->count;
  const auto [least, greatest] = bin->range;
  if (k == 1 || least == greatest) return {least};
  if (k == bin->count) return {greatest};
  const double part = static_cast<double>(k - 1) / static_cast<double>(bin->count - 1);
  return {std::clamp(least + part * (greatest - least), least, greatest), std::max(k - 1, bin->count - k)};
}

/// The k-th smallest of `count` values in a bin that forgets: of its atoms, and of the others as if they were
/// equally far apart from the bin's beginning to its end.
Quantiles::Ranked Quantiles::ranked(std::uint64_t k, std::uint64_t count, double begin, double end) const {
  const auto atom = [&](double x) { return std::lower_bound(grid_.atoms.begin(), grid_.atoms.end(), x); };
  const double least = std::max(begin, range_.least), greatest = std::min(end, range_.greatest);
  const auto first = atom(least), last = atom(end);  // none that lie below all data, as the pilot's may
  const auto of_first = of_atom_.begin() + (first - grid_.atoms.begin());
  const std::uint64_t others = count - std::accumulate(of_first, of_first + (last - first), std::uint64_t{0});
  const double steps = static_cast<double>(std::max<std::uint64_t>(others, 2) - 1);

  // Below the answer are atoms, and from none to all of the others.
  const auto off = [&](std::uint64_t atoms_below, std::uint64_t atoms_to) {
    const std::uint64_t most_below = atoms_below + others;
    return std::max(most_below > k ? most_below - k : 0, k > atoms_to ? k - atoms_to : 0);
  };
  double low = least, high = greatest;  // the atoms on both sides of the k-th, or the ends
  std::uint64_t atoms = 0;              // how many values are equal to those up to low
  auto of_atom = of_first;
  for (auto a = first; a != last; ++a, ++of_atom) {
    const double before = std::ceil((*a - least) / (greatest - least) * steps);
    const auto others_before = std::min(static_cast<std::uint64_t>(before), others);
    if (k - atoms <= others_before) {
      high = *a;
      break;
    }
    if (k - atoms <= others_before + *of_atom) return {*a, off(atoms, atoms + *of_atom)};
    atoms += *of_atom;
    low = *a;
  }
  const std::uint64_t other = k - atoms;
  double value = std::clamp(least + static_cast<double>(other - 1) / steps * (greatest - least), low, high);
  if (other == 1) value = low;
  if (other == others) value = high;
  return {value, off(atoms, atoms)};
}

/// The least finite value in this bin or behind it, or the greatest of all.
double Quantiles::begin_of(std::uint64_t number) const {
  return value_of(std::min(first_order(grid_, number), order_of(std::numeric_limits<double>::max())));
}

std::optional<double> Quantiles::standard_error(double p) const {
  if (count_ < 2 || !(p > 0 && p < 1)) return std::nullopt;
  const double spread = std::sqrt(p * (1 - p) / static_cast<double>(count_));
  const double error = (*quantile(std::min(p + spread, 1.0)) - *quantile(std::max(p - spread, 0.0))) / 2;
  if (!std::isfinite(error)) return std::nullopt;
  return error;
}

}  // namespace quadrille::statistics
