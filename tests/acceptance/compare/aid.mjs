// Legal aid as it was found, against the plan.

/** Kind of event -> the class of state after it; see class.mjs. */
export const after = {};

/** Every fault of the legal aid; `expect.aid` is null where there is none. */
export function faults(played, reading, expect) {
  return expect.aid ? ['aid: the product has no legal-aid flow'] : [];
}
