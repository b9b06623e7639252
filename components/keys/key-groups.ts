import type { KeyAction } from '@/lib/desk/key-actions'

interface KeyGroup {
  name: string
  actions: KeyAction[]
}

/** The actions as the lists of keys show them. The digits stand as one line, under the first of them. */
export const keyGroups: KeyGroup[] = [
  { name: 'Moving about', actions: ['next', 'previous', 'toQueue', 'search', 'select', 'help'] },
  { name: 'The media', actions: ['play', 'nextSpan', 'previousSpan', 'loop', 'pin', 'blur', 'grey', 'mute'] },
  {
    name: 'The case',
    actions: ['claim', 'choice1', 'reason', 'submit', 'submitNext', 'undo', 'skip', 'escalate', 'move', 'note'],
  },
]

/** Keys that go with Ctrl or belong to one place; nobody changes them. */
export const otherKeys: { keys: string[]; does: string }[] = [
  { keys: ['Ctrl', 'K'], does: 'Go to a case, a page or a queue (⌘ K on a Mac)' },
  { keys: ['Ctrl', 'Enter'], does: 'Inside the decision: submit' },
  { keys: ['Ctrl', 'Shift', 'Enter'], does: 'Inside the decision: submit and go to the next case' },
  { keys: ['+', '-', '0'], does: 'Inside the image viewer: zoom in, zoom out, fit' },
  { keys: ['Esc'], does: 'Close what is open' },
]
