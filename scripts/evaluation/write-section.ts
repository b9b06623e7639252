import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readCards } from './read-cards'
import { renderTables } from './render-tables'

const file = path.resolve(import.meta.dirname, '../../docs/engine.md')
const [begin, end] = ['<!-- engine:eval begin -->', '<!-- engine:eval end -->']

/** docs/engine.md as it is, and as it has to be by the cards. */
export async function compareSection(): Promise<{ is: string; shouldBe: string }> {
  const is = await readFile(file, 'utf8')
  const [from, to] = [is.indexOf(begin), is.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`docs/engine.md lacks ${begin} or ${end}.`)
  const section = `\n${renderTables(await readCards())}\n`
  return { is, shouldBe: is.slice(0, from + begin.length) + section + is.slice(to) }
}

/** Puts the tables into docs/engine.md. */
export async function writeSection(): Promise<void> {
  const { is, shouldBe } = await compareSection()
  if (is !== shouldBe) await writeFile(file, shouldBe)
}
