import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeCard } from './make-card'
import { renderTables } from './render-tables'
import { subjects } from './subjects'
import { writeCard } from './write-card'
import { writeSection } from './write-section'

/** The seed of everything made by rule. Another one makes another set of the same kind, and another card. */
const seed = 2026

/** Runs the subjects named, or all of them, one after the other; writes their cards and the tables of the documents. */
export async function evaluateSubjects(only: string[] | null, say: (line: string) => void): Promise<void> {
  const unknown = (only ?? []).filter((name) => !(name in subjects))
  if (unknown.length > 0) {
    throw new Error(`There is no evaluation of ${unknown.join(', ')}, only of ${Object.keys(subjects).join(', ')}.`)
  }
  for (const [name, load] of Object.entries(subjects)) {
    if (only && !only.includes(name)) continue
    const subject = await load()
    const workFolder = await mkdtemp(path.join(tmpdir(), 'evaluation-'))
    try {
      say(`${name}: ${subject.set}`)
      const made = await makeCard(subject, { workFolder, seed, say })
      if ('missing' in made) {
        say(`${name} was not evaluated, and its card stays as it is. ${made.missing}`)
        continue
      }
      await writeCard(made.card)
      say(renderTables([made.card]))
    } finally {
      await rm(workFolder, { recursive: true, force: true })
    }
  }
  await writeSection()
  say('The cards in lib/engine/cards and the tables in docs/engine.md are written.')
}
