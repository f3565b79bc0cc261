#pragma once

#include <cmath>

namespace rlrun::envs::lunar_lander {

/// A point or a direction in the plane of flight: x to the right, y up.
struct Vec2 {
  double x = 0.0;
  double y = 0.0;

  constexpr Vec2& operator+=(Vec2 other) {
    x += other.x;
    y += other.y;
    return *this;
  }
  friend constexpr Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
  friend constexpr Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
  friend constexpr Vec2 operator-(Vec2 a) { return {-a.x, -a.y}; }
  friend constexpr Vec2 operator*(double factor, Vec2 a) { return {factor * a.x, factor * a.y}; }
};

constexpr double dot(Vec2 a, Vec2 b) { return a.x * b.x + a.y * b.y; }

/// The component of a x b that points out of the plane.
constexpr double cross(Vec2 a, Vec2 b) { return a.x * b.y - a.y * b.x; }

/// `a` turned by a quarter to the left: the velocity at `a` of a turn at 1 rad/s about the origin.
constexpr Vec2 quarter_turn(Vec2 a) { return {-a.y, a.x}; }

inline double length(Vec2 a) { return std::sqrt(dot(a, a)); }

/// A rotation to the left.
struct Rotation {
  double cosine = 1.0;
  double sine = 0.0;

  static Rotation by(double angle) { return {std::cos(angle), std::sin(angle)}; }
  [[nodiscard]] constexpr Vec2 apply(Vec2 a) const { return {cosine * a.x - sine * a.y, sine * a.x + cosine * a.y}; }
  /// The body's own axes, seen from outside.
  [[nodiscard]] constexpr Vec2 right() const { return {cosine, sine}; }
  [[nodiscard]] constexpr Vec2 up() const { return {-sine, cosine}; }
};

}  // namespace rlrun::envs::lunar_lander
