import type { Verification } from '@/lib/audit/read-verification'

/** What a check of the trail went through and found, in a sentence. */
export function checkedWords({ ok, entries, checkpoints, problems }: NonNullable<Verification['last']>): string {
  const through = `${count(entries, 'entry', 'entries')} and ${count(checkpoints, 'signed checkpoint')}`
  return ok
    ? `${through}: nothing was changed, removed, put in or cut off.`
    : `${count(problems, 'problem')} in ${through}.`
}

/** How a copy of the checkpoints outside the database is doing. */
export function mirrorWords({ place, size, failure }: Verification['mirrors'][number]): string {
  return failure ? `${places[place]}: ${failure}` : `${places[place]} up to ${count(size, 'entry', 'entries')}.`
}

const places: Record<Verification['mirrors'][number]['place'], string> = {
  file: 'Checkpoints copied to the data folder',
  email: 'Checkpoints sent by e-mail',
  webhook: 'Checkpoints sent to a webhook',
}

function count(many: number, one: string, more = `${one}s`): string {
  return `${many.toLocaleString('en')} ${many === 1 ? one : more}`
}
