// Waiting without a busy processor.
#pragma once

namespace quadrille::distribute {

/// A pause between two looks at what is waited for: none at first, then sleeps of a sixteenth of the time
/// waited so far, at most `longest` seconds.
class Backoff {
 public:
  explicit Backoff(double longest = 1e-3);

  void pause();
  /// Seconds since the first pause could have been.
  double waited() const;

 private:
  double longest_;
  double start_;
  int looks_ = 0;
};

}  // namespace quadrille::distribute
