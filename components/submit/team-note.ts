import { fieldWords } from './field-words'
import { draftOf, type OptionsDraft } from './options-draft'
import { secondsWords } from './submit-options'

/** Says of an option's fields whether they are as the team begins; null where the team has said nothing special of them. */
export type TeamNote = (...fields: (keyof OptionsDraft)[]) => string | null

const usual = draftOf({})

/** The notes for a page that began with `team`. */
export function teamNote(draft: OptionsDraft, team: OptionsDraft): TeamNote {
  return (...fields) => {
    if (fields.every((field) => team[field] === usual[field])) return null
    if (fields.every((field) => draft[field] === team[field])) return 'Your team’s default.'
    return `Your team’s default: ${fields[0] ? startWords(fields[0], team) : ''}.`
  }
}

function startWords(field: keyof OptionsDraft, team: OptionsDraft): string {
  const { span, from, to, cap, seconds, frameLength } = team
  if (field === 'span' && span) return to ? `from ${from} to ${secondsWords(Number(to))}` : `from second ${from}`
  if (field === 'cap' && cap) return secondsWords(Number(seconds))
  if (field === 'frameLength') return secondsWords(frameLength)
  return fieldWords(field, team[field])
}
