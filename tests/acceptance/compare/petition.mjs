// The petition as it was found, against the plan.

/** Kind of event -> the class of state after it; see class.mjs. */
export const after = {};

/** Every fault of the petition; `expect.petition` is null where there is none. */
export function faults(played, reading, expect) {
  return expect.petition ? ['petition: the product has no petition flow'] : [];
}
