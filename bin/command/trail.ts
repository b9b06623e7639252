import fs from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { exportEntries } from '@/lib/audit/export-entries'
import { signingKey } from '@/lib/audit/signing-key'
import { trailName, verifierKey } from '@/lib/audit/trail-key'
import type { TrailReport } from '@/lib/audit/trail-problem'
import { verifyTrail } from '@/lib/audit/verify-trail'
import { operatorOf, operatorsOfAll } from './operator'
import { needed, readOptions, UsageError } from './usage'
import { withDatabase } from './with-database'

type Print = (line: string) => void

/** `trail verify`: checks the trail of one team, or of all. Answers 1 where anything is wrong. */
export async function verifyCommand(args: string[], print: Print): Promise<number> {
  const { team } = readOptions(args, ['team'])
  return withDatabase(async () => {
    const actors = team ? [await operatorOf(team)] : await operatorsOfAll()
    let wrong = 0
    for (const actor of actors) {
      const report = await verifyTrail(actor)
      tell(report, print)
      if (report.found > 0) wrong += 1
    }
    return wrong > 0 ? 1 : 0
  })
}

/** `trail export`: writes a team's trail to a file that docket-verify reads. The export is an event itself. */
export async function exportCommand(args: string[], print: Print): Promise<number> {
  const options = readOptions(args, ['team', 'file'])
  const [team, file] = [needed(options, 'team'), path.resolve(needed(options, 'file'))]
  await withDatabase(async () => {
    const actor = await operatorOf(team)
    const handle = await fs.open(file, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${file} cannot be written (${error.code}). Name a file in a folder that is there.`)
    })
    await pipeline(exportEntries(actor, { format: 'jsonl', narrowing: {}, query: '' }), handle.createWriteStream())
  })
  print(`The trail of “${team}” is in ${file}. Check it anywhere: node bin/docket-verify.mjs ${file}`)
  return 0
}

function tell(report: TrailReport, print: Print): void {
  const { teamId, entries, checkpoints, openings, waiting, mirrored, found, problems } = report
  print(`Team ${teamId}: entries ${entries}, checkpoints ${checkpoints}, values beside them ${openings}.`)
  print(`  Key: ${verifierKey(trailName(teamId), signingKey().publicKey)}`)
  if (waiting > 0) print(`  New and not sealed yet: ${waiting}.`)
  print(mirrored === null ? '  There is no mirror file yet.' : `  Checkpoints in the mirror file: ${mirrored}.`)
  for (const { kind, says } of problems) print(`  ${kind}: ${says}`)
  if (found > problems.length) print(`  … and more: ${found - problems.length}.`)
  print(found === 0 ? '  Verified: nothing is wrong.' : `  Problems: ${found}.`)
}
