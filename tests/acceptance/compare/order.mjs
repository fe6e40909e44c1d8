// The hotline order as it was found, against the plan.

/** Kind of event -> the class of state after it; see class.mjs. */
export const after = {};

/** Every fault of the order; it has no expectation of its own yet. */
export const faults = () => [];
