// Petition: registered, accepted, answered, reviewed, ended.

export const commands = {};

/** Which notice of the product the plan means by a word. */
export const notices = {};

/** Commands by which a body without a part may come in, with the party's code. */
export const doors = [];
