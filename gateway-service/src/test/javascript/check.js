/** The least that tests need: named checks, and equality of values by what they print as. */

const checks = [];

export function check(name, test) {
  checks.push({ name, test });
}

export function equal(actual, expected) {
  const [a, e] = [actual, expected].map((value) => JSON.stringify(value));
  if (a !== e) {
    throw new Error(`expected ${e} but got ${a}`);
  }
}

export function near(actual, expected, tolerance = 1e-9) {
  if (!(Math.abs(actual - expected) <= tolerance)) {
    throw new Error(`expected ${expected} within ${tolerance} but got ${actual}`);
  }
}

export const yes = (value, what = 'it') => {
  if (!value) {
    throw new Error(`${what} does not hold`);
  }
};

/** Runs every check: [{name, failure: null or what went wrong}]. */
export async function run() {
  const results = [];
  for (const { name, test } of checks) {
    try {
      await test();
      results.push({ name, failure: null });
    } catch (failed) {
      results.push({ name, failure: failed.stack });
    }
  }
  return results;
}
