#include "quadrille/formula/evaluator.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "quadrille/formula/tape.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::formula {
namespace {

constexpr std::size_t lanes = 8;  // block functions and chains take multiples of this

// Measured, with AVX-512.
constexpr double nanoseconds_of_point = 0.25;
constexpr double nanoseconds_of_link = 0.25;
constexpr double nanoseconds_of_call = 2;

}  // namespace

double cost_of(const Program& program) {
  double cost = nanoseconds_of_point;
  for (const Step& step : program.tape().steps) {
    const auto* chain = std::get_if<Chain>(&step);
    cost += chain ? nanoseconds_of_link * static_cast<double>(chain->size()) : nanoseconds_of_call;
  }
  return cost;
}

Evaluator::Evaluator(Program program) : program_(std::move(program)), chunk_(program_.tape().chunk()) {
  const Tape& tape = program_.tape();
  const std::size_t in_scratch = tape.constants.size() + tape.registers;
  scratch_.resize(in_scratch * (chunk_ / lanes) + tape.used.size() + 1);
  slot_.resize(tape.output() + 1);
  target_.resize(tape.output() + 1);
  double* next = scratch_.data()->lane;
  for (std::size_t i = tape.used.size(); i < tape.output(); ++i, next += chunk_) slot_[i] = target_[i] = next;
  for (std::size_t i = 0; i < tape.constants.size(); ++i) {
    std::fill_n(target_[tape.used.size() + i], chunk_, tape.constants[i]);
  }
  padding_ = next;
}

void Evaluator::operator()(std::span<const double* const> inputs, std::span<double> out) {
  const Tape& tape = program_.tape();
  check(inputs.size());
  const std::size_t whole = out.size() / lanes * lanes;
  for (std::size_t done = 0; done < whole; done += chunk_) {
    for (std::size_t i = 0; i < tape.used.size(); ++i) slot_[i] = inputs[tape.used[i]] + done;
    run(out.data() + done, std::min(chunk_, whole - done));
  }
  if (whole < out.size())
    run_padded([&](std::size_t input) { return inputs[input] + whole; }, out.subspan(whole));
}

double Evaluator::operator()(std::span<const double> point) {
  check(point.size());
  double result = 0;
  run_padded([&](std::size_t input) { return &point[input]; }, {&result, 1});
  return result;
}

void Evaluator::check(std::size_t given) const {
  if (given != program_.tape().given) {
    throw std::invalid_argument("a formula of " + std::to_string(program_.tape().given) +
                                " inputs was given " + std::to_string(given));
  }
}

/// Less than eight values, by way of eight lanes that repeat the last of them. values(input) points to them.
void Evaluator::run_padded(const auto& values, std::span<double> out) {
  const Tape& tape = program_.tape();
  double* lane = padding_;
  for (std::size_t i = 0; i < tape.used.size(); ++i, lane += lanes) {
    const double* from = values(tape.used[i]);
    std::fill(std::copy_n(from, out.size(), lane), lane + lanes, from[out.size() - 1]);
    slot_[i] = lane;
  }
  run(lane, lanes);
  std::copy_n(lane, out.size(), out.data());
}

void Evaluator::run(double* out, std::size_t count) {
  target_.back() = out;
  for (const Step& step : program_.tape().steps) {
    if (const auto* chain = std::get_if<Chain>(&step)) {
      formula::run(*chain, slot_.data(), target_.data(), count);
    } else {
      const auto& call = std::get<Call>(step);
      const auto [a, b, c] = call.operands;
      vector::block_function(call.function)(slot_[a], slot_[b], slot_[c], target_[call.result], count);
    }
  }
}

double constant(std::string_view text, std::string_view where) {
  if (text.find_first_not_of(" \t") == std::string_view::npos)
    throw text::InputError(std::string(where) + ": the number is missing; write one such as -1 or pi/2");
  const double value = Evaluator(compile(parse(text, where), {}))(std::span<const double>());
  if (std::isnan(value)) {
    throw text::InputError(std::string(where) + ": " + text::quoted(text) +
                           " has no value; write a number such as -1 or pi/2");
  }
  return value;
}

}  // namespace quadrille::formula
