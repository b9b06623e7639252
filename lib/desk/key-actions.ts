interface KeyUse {
  /** As the browser names it (`KeyboardEvent.key`), with `Shift+` before it where Shift is part of the use. */
  key: string
  /** What it does, as the list of keys says it. */
  does: string
  /** Keys that people may not change: they are printed on controls, or browsers' own. */
  fixed?: true
}

/** Everything a single key can do in the portal. One key, one use, on every page. */
export const keyActions = {
  next: { key: 'j', does: 'Next case' },
  previous: { key: 'k', does: 'Previous case' },
  toQueue: { key: 'q', does: 'Back to the queue' },
  claim: { key: 'c', does: 'Take the case, or give it back' },
  nextSpan: { key: '.', does: 'Next suspicious span' },
  previousSpan: { key: ',', does: 'Previous suspicious span' },
  play: { key: 'x', does: 'Play or pause' },
  loop: { key: 'l', does: 'Loop the span' },
  pin: { key: 'p', does: 'Pin as an exhibit' },
  blur: { key: 'b', does: 'Blur on or off' },
  grey: { key: 'g', does: 'Grey on or off' },
  mute: { key: 'm', does: 'Mute on or off' },
  choice1: { key: '1', does: 'Choose the finding with that number', fixed: true },
  choice2: { key: '2', does: 'Choose the finding with that number', fixed: true },
  choice3: { key: '3', does: 'Choose the finding with that number', fixed: true },
  choice4: { key: '4', does: 'Choose the finding with that number', fixed: true },
  choice5: { key: '5', does: 'Choose the finding with that number', fixed: true },
  choice6: { key: '6', does: 'Choose the finding with that number', fixed: true },
  choice7: { key: '7', does: 'Choose the confidence with that number', fixed: true },
  choice8: { key: '8', does: 'Choose the confidence with that number', fixed: true },
  choice9: { key: '9', does: 'Choose the confidence with that number', fixed: true },
  reason: { key: 'r', does: 'Go to the reason' },
  submit: { key: 'Enter', does: 'Submit the decision', fixed: true },
  submitNext: { key: 'Shift+Enter', does: 'Submit and go to the next case', fixed: true },
  skip: { key: 's', does: 'Skip the case' },
  escalate: { key: 'e', does: 'Escalate the case' },
  move: { key: 't', does: 'Move the case to a queue' },
  note: { key: 'n', does: 'Write a note' },
  undo: { key: 'u', does: 'Take back the last decision' },
  select: { key: 'v', does: 'Select or unselect the row' },
  help: { key: '?', does: 'Show the keys', fixed: true },
  search: { key: '/', does: 'Search' },
} as const satisfies Record<string, KeyUse>

export type KeyAction = keyof typeof keyActions
export const keyNames = Object.keys(keyActions) as KeyAction[]
