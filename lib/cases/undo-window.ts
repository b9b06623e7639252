/**
 * The longest grace window a team can set, in seconds: how long media that must not be kept is kept after a decision on it
 * (the window itself: lib/cases/grace-window.ts).
 */
export const undoSeconds = 600
