import { execFile } from 'node:child_process'
import crypto from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { noPrevious, noteHash, signCheckpoint } from '@/lib/audit/checkpoint'
import { entryLeaf } from '@/lib/audit/entry'
import { checkpointLine, entryLine, headerLine } from '@/lib/audit/export-lines'
import { growTree, rootOf, type Tree } from '@/lib/audit/merkle'
import { rawPublicKey } from '@/lib/audit/trail-key'
import { median, type Subject } from './figure'

const entries = 1_000_000
/** As a sealer signs on a busy desk. */
const perCheckpoint = 2_000
const rounds = 3

/** How long the offline verifier takes for an export of one million entries, and that over hashing its lines alone. */
export const verifyTrail: Subject = async ({ folder }) => {
  const file = path.join(folder, 'trail.jsonl')
  await writeTrail(file)
  const verifying: number[] = []
  const hashing: number[] = []
  // In turns, so that whatever else the machine does weighs on both alike.
  for (let round = 0; round < rounds; round++) {
    hashing.push(await secondsOf('bench/hash-lines.mjs', file))
    verifying.push(await secondsOf('bin/docket-verify.mjs', file))
  }
  fs.rmSync(file)
  const [verified, hashed] = [median(verifying), median(hashing)]
  return [
    { figure: 'verify an export of 1,000,000 entries', value: verified, unit: 's', goal: null },
    { figure: 'verify 1,000,000 entries / hash them', value: verified / hashed, unit: 'ratio', goal: 4 },
  ]
}

async function secondsOf(program: string, file: string): Promise<number> {
  const began = performance.now()
  await promisify(execFile)(process.execPath, [program, file])
  return (performance.now() - began) / 1000
}

/** An export as the product writes it, made without a database. */
async function writeTrail(file: string): Promise<void> {
  const teamId = crypto.randomUUID()
  const { privateKey, publicKey } = crypto.generateKeyPairSync('ed25519')
  const key = { privateKey, publicKey: rawPublicKey(publicKey) }
  const out = fs.createWriteStream(file)
  out.write(headerLine({ teamId, size: entries, scope: 'all', keys: [key.publicKey], exportedAt: new Date() }))
  const tree: Tree = { size: 0, peaks: [] }
  let previous = noPrevious
  for (let part: string[] = []; tree.size < entries; part = []) {
    for (let n = 0; n < perCheckpoint; n++) {
      const event = eventOf(teamId, tree.size)
      const leaf = entryLeaf(event)
      part.push(entryLine({ position: tree.size, leaf, openings: [], proof: null }, event))
      growTree(tree, leaf)
    }
    const note = signCheckpoint({ teamId, size: tree.size, root: rootOf(tree), previous }, key)
    previous = noteHash(note)
    if (!out.write(part.join('') + checkpointLine(note))) await once(out, 'drain')
  }
  await new Promise<void>((resolve) => out.end(resolve))
}

function eventOf(teamId: string, position: number) {
  const caseId = crypto.randomUUID()
  return {
    uid: crypto.randomUUID(),
    teamId,
    type: 'detection.completed',
    at: new Date(1_760_000_000_000 + position * 1000),
    actorKind: 'worker',
    actorId: null,
    channel: 'worker',
    caseId,
    facts: { caseId, detectionId: crypto.randomUUID(), label: 'Fake', score: (position % 1000) / 1000 },
  }
}
