/** Seconds in which a person can take their own decision back. */
export const undoSeconds = 600
