import { type KeyAction, keyActions } from '@/lib/desk/key-actions'
import type { KeyMap } from '@/lib/desk/key-rules'
import { keyGroups } from './key-groups'

export interface ListedKey {
  action: KeyAction
  /** As pressed: one key, or the first and the last of a row. Empty: it has none. */
  keys: string[]
  does: string
}

export interface ListedKeys {
  /** What works where the reader is. */
  here: ListedKey[]
  /** What works on other pages, under its headings. */
  elsewhere: { name: string; keys: ListedKey[] }[]
}

const digits = /^choice[1-9]$/

/** The list of keys: what is `bound` just now first, then everything else. The digits are one line. */
export function listedKeys(bound: ReadonlySet<KeyAction>, map: KeyMap): ListedKeys {
  const choices = [...bound].filter((action) => digits.test(action)).length
  const isHere = ({ action }: ListedKey) => (action === 'choice1' ? choices > 0 : bound.has(action))
  const line = (action: KeyAction): ListedKey => {
    if (action === 'choice1') {
      return { action, keys: ['1', '–', String(choices || 9)], does: 'Choose what has that number' }
    }
    return { action, keys: map[action] === '' ? [] : [map[action]], does: keyActions[action].does }
  }
  const groups = keyGroups.map(({ name, actions }) => ({ name, keys: actions.map(line) }))
  return {
    here: groups.flatMap(({ keys }) => keys.filter(isHere)),
    elsewhere: groups
      .map(({ name, keys }) => ({ name, keys: keys.filter((listed) => !isHere(listed)) }))
      .filter(({ keys }) => keys.length > 0),
  }
}
