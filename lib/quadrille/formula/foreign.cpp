#include "quadrille/formula/foreign.hpp"

#include <algorithm>
#include <iterator>

namespace quadrille::formula {
namespace {

struct Foreign {
  std::string_view word;  // in lower case: found in any; a capital letter: found in its own case
  std::string_view ours;
};

constexpr std::string_view a_draw = "a line of a model, such as z ~ normal(0, 1)";
constexpr std::string_view remainder = "x - y*floor(x/y)";
constexpr std::string_view whole_part = "if(x < 0, ceil(x), floor(x))";
constexpr std::string_view choice = "if(condition, yes, no)";
constexpr std::string_view statistic = "x alone: simulate shows mean, sd and quantiles of each variable";
constexpr std::string_view density = "exp(-x^2/2)/sqrt(2*pi)";
constexpr std::string_view cumulative = "erfc(-x/sqrt(2))/2";

constexpr Foreign functions[] = {
    {"ln", "log(x)"},
    {"loge", "log(x)"},
    {"lg", "log10(x)"},
    {"ld", "log2(x)"},
    {"lb", "log2(x)"},
    {"logb", "log(x)/log(b)"},
    {"exp2", "2^x"},
    {"exp10", "10^x"},
    {"sqr", "x^2, or sqrt(x) for the root"},
    {"sq", "x^2"},
    {"square", "x^2"},
    {"cube", "x^3"},
    {"root", "x^(1/n)"},
    {"nthroot", "x^(1/n)"},
    {"power", "x^y"},
    {"arcsin", "asin(x)"},
    {"arccos", "acos(x)"},
    {"arctan", "atan(x)"},
    {"arctg", "atan(x)"},
    {"arctan2", "atan2(y, x)"},
    {"arcsinh", "asinh(x)"},
    {"arccosh", "acosh(x)"},
    {"arctanh", "atanh(x)"},
    {"arsinh", "asinh(x)"},
    {"arcosh", "acosh(x)"},
    {"artanh", "atanh(x)"},
    {"tg", "tan(x)"},
    {"cot", "1/tan(x)"},
    {"ctg", "1/tan(x)"},
    {"sec", "1/cos(x)"},
    {"csc", "1/sin(x)"},
    {"cosec", "1/sin(x)"},
    {"sh", "sinh(x)"},
    {"ch", "cosh(x)"},
    {"th", "tanh(x)"},
    {"coth", "1/tanh(x)"},
    {"sech", "1/cosh(x)"},
    {"csch", "1/sinh(x)"},
    {"fabs", "abs(x)"},
    {"absolute", "abs(x)"},
    {"sgn", "sign(x)"},
    {"signum", "sign(x)"},
    {"mod", remainder},
    {"fmod", remainder},
    {"remainder", remainder},
    {"ceiling", "ceil(x)"},
    {"trunc", whole_part},
    {"int", whole_part},
    {"fix", whole_part},
    {"fmin", "min(x, y, ..)"},
    {"fmax", "max(x, y, ..)"},
    {"pmin", "min(x, y, ..)"},
    {"pmax", "max(x, y, ..)"},
    {"minimum", "min(x, y, ..)"},
    {"maximum", "max(x, y, ..)"},
    {"clip", "min(max(x, low), high)"},
    {"clamp", "min(max(x, low), high)"},
    {"ifelse", choice},
    {"iif", choice},
    {"where", choice},
    {"cond", choice},
    {"piecewise", choice},
    {"heaviside", "x >= 0, which is 1 or 0"},
    {"unitstep", "x >= 0, which is 1 or 0"},
    {"tgamma", "gamma(x)"},
    {"gammaln", "lgamma(x)"},
    {"lngamma", "lgamma(x)"},
    {"loggamma", "lgamma(x)"},
    {"factorial", "gamma(n + 1)"},
    {"fact", "gamma(n + 1)"},
    {"beta", "gamma(a)*gamma(b)/gamma(a + b)"},
    {"choose", "gamma(n + 1)/gamma(k + 1)/gamma(n - k + 1)"},
    {"sinc", "if(x == 0, 1, sin(x)/x)"},
    {"sigmoid", "1/(1 + exp(-x))"},
    {"logistic", "1/(1 + exp(-x))"},
    {"expit", "1/(1 + exp(-x))"},
    {"logit", "log(x/(1 - x))"},
    {"radians", "x*pi/180"},
    {"degrees", "x*180/pi"},
    {"sum", "the terms, with + between them"},
    {"prod", "the factors, with * between them"},
    {"mean", statistic},
    {"avg", statistic},
    {"average", statistic},
    {"median", statistic},
    {"sd", statistic},
    {"std", statistic},
    {"stdev", statistic},
    {"var", statistic},
    {"variance", statistic},
    {"quantile", statistic},
    {"percentile", statistic},
    {"cov", "a line for x*y, whose mean simulate shows"},
    {"cor", "a line for x*y, whose mean simulate shows"},
    {"corr", "a line for x*y, whose mean simulate shows"},
    {"dnorm", density},
    {"normpdf", density},
    {"pnorm", cumulative},
    {"normcdf", cumulative},
    {"dunif", "low < x < high, over high - low"},
    {"dexp", "if(x < 0, 0, exp(-x/mean)/mean)"},
    {"N", a_draw},
    {"U", "a line of a model, such as u ~ uniform(0, 1)"},
    {"normal", a_draw},
    {"gauss", a_draw},
    {"rnorm", a_draw},
    {"randn", a_draw},
    {"uniform", "a line of a model, such as u ~ uniform(0, 1)"},
    {"runif", "a line of a model, such as u ~ uniform(0, 1)"},
    {"rand", "a line of a model, such as u ~ uniform(0, 1)"},
    {"random", "a line of a model, such as u ~ uniform(0, 1)"},
    {"rexp", "a line of a model, such as t ~ exponential(1)"},
};

constexpr Foreign operators[] = {
    {"mod", remainder},
    {"div", "floor(x/y)"},
    {"xor", "(a or b) and not (a and b)"},
    {"and", "and"},
    {"or", "or"},
    {"not", "not"},
    {"is", "=="},
    {"eq", "=="},
    {"ne", "!="},
    {"lt", "<"},
    {"le", "<="},
    {"gt", ">"},
    {"ge", ">="},
    {"if", choice},
    {"else", choice},
    {"then", choice},
    {"where", choice},
    {"for", "the terms out, with + between them"},
    {"to", "comparisons, such as 0 < x < 1"},
    {"in", "comparisons, such as 0 < x < 1"},
};

struct Arguments {
  std::string_view function;
  std::size_t given;
  std::string_view ours;
};

constexpr Arguments arguments[] = {
    {"log", 2, "log10(x), log2(x), or log(x)/log(b) to base b"},
    {"atan", 2, "atan2(y, x)"},
    {"sqrt", 2, "x^(1/n)"},
    {"round", 2, "round(x*100)/100 for two decimals"},
    {"exp", 0, "e"},
    {"exp", 2, "x^y"},
    {"gamma", 2, "gamma(x), which is complete"},
};

constexpr std::string_view normal = "normal(mean, sd), whose second number is the standard deviation";
constexpr std::string_view uniform = "uniform(low, high)";
constexpr std::string_view exponential = "exponential(mean), whose mean is 1/rate";
constexpr std::string_view by_uniform = "u ~ uniform(0, 1), and a line that compares it, such as hit = u < p";

constexpr Foreign distributions[] = {
    {"normal", normal},
    {"uniform", uniform},
    {"exponential", exponential},
    {"N", normal},
    {"norm", normal},
    {"gauss", normal},
    {"gaussian", normal},
    {"rnorm", normal},
    {"dnorm", normal},
    {"randn", normal},
    {"normal_distribution", normal},
    {"standard_normal", "normal(0, 1)"},
    {"U", uniform},
    {"unif", uniform},
    {"runif", uniform},
    {"dunif", uniform},
    {"rand", "uniform(0, 1)"},
    {"random", "uniform(0, 1)"},
    {"uniform_real_distribution", uniform},
    {"exp", exponential},
    {"expon", exponential},
    {"rexp", exponential},
    {"dexp", exponential},
    {"expovariate", exponential},
    {"lognormal", "z ~ normal(mean, sd), and a line y = exp(z)"},
    {"lnorm", "z ~ normal(mean, sd), and a line y = exp(z)"},
    {"rlnorm", "z ~ normal(mean, sd), and a line y = exp(z)"},
    {"bernoulli", by_uniform},
    {"rbern", by_uniform},
    {"bern", by_uniform},
    {"randint", "u ~ uniform(low, high + 1), and a line k = floor(u)"},
    {"cauchy", "u ~ uniform(0, 1), and a line c = tan(pi*(u - 0.5))"},
    {"weibull", "t ~ exponential(1), and a line w = scale*t^(1/shape)"},
    {"pareto", "t ~ exponential(1), and a line p = scale*exp(t/shape)"},
};

bool matches(std::string_view word, std::string_view known) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return word == known || std::ranges::equal(word, known, {}, lower);
}

template <std::size_t count>
std::string_view find(const Foreign (&table)[count], std::string_view word) {
  const auto* found =
      std::ranges::find_if(table, [&](const Foreign& foreign) { return matches(word, foreign.word); });
  return found == std::end(table) ? std::string_view() : found->ours;
}

}  // namespace

std::string_view foreign_function(std::string_view name) { return find(functions, name); }

std::string_view foreign_operator(std::string_view word) { return find(operators, word); }

std::string_view foreign_arguments(std::string_view function, std::size_t given) {
  const auto* found = std::ranges::find_if(
      arguments, [&](const Arguments& known) { return known.function == function && known.given == given; });
  return found == std::end(arguments) ? std::string_view() : found->ours;
}

std::string_view foreign_distribution(std::string_view name) { return find(distributions, name); }

}  // namespace quadrille::formula
