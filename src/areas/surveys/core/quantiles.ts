/** log Γ(x), Lanczos's series with g = 7 and nine terms: right to about 15 digits for x > 0. */
const LANCZOS = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];

function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const t = x + 6.5;
  const sum = LANCZOS.reduce((total, c, i) => (i === 0 ? c : total + c / (x - 1 + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

const TINY = 1e-300;
const awayFromZero = (x: number): number => (Math.abs(x) < TINY ? TINY : x);

/** The continued fraction of the incomplete beta function by Lentz's method (Press et al., Numerical Recipes, 6.4). */
function fraction(x: number, a: number, b: number): number {
  let c = 1, d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1)), h = d;
  for (let m = 1; m < 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return h;
}

/** The regularized incomplete beta function of one distribution: how much of it lies below x. */
function belowOf(a: number, b: number): (x: number) => number {
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b);
  return (x) => {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const front = Math.exp(scale + a * Math.log(x) + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
  };
}

export const betaBelow = (x: number, a: number, b: number): number => belowOf(a, b)(x);

/** Halves until nothing is left between: fifty steps leave less than a number can hold of what is shown. */
function solve(below: (x: number) => number, wanted: number, from: number, to: number): number {
  let low = from, high = to;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (below(middle) < wanted) low = middle; else high = middle;
  }
  return (low + high) / 2;
}

export const betaQuantile = (p: number, a: number, b: number): number => solve(belowOf(a, b), p, 0, 1);

/** Student's t for p ≥ 0.5. */
export function tQuantile(p: number, freedom: number): number {
  const beta = belowOf(freedom / 2, 0.5);
  const below = (t: number) => 1 - beta(freedom / (freedom + t * t)) / 2;
  let high = 2;
  while (below(high) < p && high < 1e6) high *= 2;
  return solve(below, p, 0, high);
}
