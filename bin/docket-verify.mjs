#!/usr/bin/env node
/*
 * Checks an export of Docket's audit trail, or the folder of an evidence bundle, without Docket and without a network.
 * One file, plain Node 20 or newer. The format is described in Docket's docs/trail.md; nothing in here is shared with Docket.
 */
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

const usage = `Usage: node docket-verify.mjs FILE|FOLDER [--key KEY]… [--checkpoint FILE]…

  FILE              an export of the trail (JSON Lines)
  FOLDER            an unpacked evidence bundle: its files are checked against manifest.json, then its trail.jsonl
  --key KEY         the public key that you know to be the server's (docket/…+…+…, or 32 bytes in base64); more than one
                    where it was replaced. Without it the export's own key is used, which only shows that it fits itself.
  --checkpoint FILE checkpoints that were kept elsewhere, from before the export: the mirror file, or the attachment of a
                    mail. They show whether the export was cut short or rewritten.

Exit code 0: all that was checked is right. 1: something is wrong. 2: it could not be checked.
`

/** Something is wrong with what is checked. */
class Broken extends Error {}
/** It cannot be checked. */
class Unreadable extends Error {}

const sha256 = crypto.hash
  ? (bytes) => crypto.hash('sha256', bytes, 'buffer')
  : (bytes) => crypto.createHash('sha256').update(bytes).digest()
const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`

// --- RFC 8785 and RFC 6962 ---

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

const pair = Buffer.alloc(65, 1)
function nodeHash(left, right) {
  pair.set(left, 1)
  pair.set(right, 33)
  return sha256(pair)
}

/** The complete subtrees of a growing tree, from the left. */
class Tree {
  size = 0
  peaks = []
  add(leaf) {
    let node = leaf
    for (let left = this.size; left % 2 === 1; left = (left - 1) / 2) node = nodeHash(this.peaks.pop(), node)
    this.peaks.push(node)
    this.size += 1
  }
  root() {
    if (this.size === 0) return sha256(Buffer.alloc(0))
    return this.peaks.reduceRight((right, left) => nodeHash(left, right))
  }
}

/** The root that a proof leads to (RFC 9162, section 2.1.3.2); null when it fits no tree of that size. */
function rootOfProof(leaf, position, size, proof) {
  let [at, last, node] = [position, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return null
    if (at % 2 === 1 || at === last) {
      node = nodeHash(sibling, node)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else node = nodeHash(node, sibling)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? node : null
}

// --- Keys and checkpoints (C2SP signed notes) ---

const keyHash = (name, raw) => sha256(Buffer.concat([Buffer.from(`${name}\n\x01`), raw])).subarray(0, 4)

function readKey(text, name) {
  const parts = /^(\S+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text)
  const bytes = Buffer.from(parts ? parts[3] : text, 'base64')
  const raw = parts ? bytes.subarray(1) : bytes
  if (raw.length !== 32 || (parts && bytes[0] !== 1)) throw new Unreadable(`“${text}” is no Ed25519 public key.`)
  if (parts && parts[1] !== name)
    throw new Broken(`The key given is that of ${parts[1]}, but this is the trail of ${name}.`)
  const hash = keyHash(name, raw)
  if (parts && hash.toString('hex') !== parts[2]) throw new Unreadable(`“${text}” was not copied whole.`)
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  const whole = `${name}+${hash.toString('hex')}+${Buffer.concat([Buffer.from([1]), raw]).toString('base64')}`
  return { hash, text: whole, key: crypto.createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

const noteForm = /^((\S+)\n(\d{1,16})\n([A-Za-z0-9+/]{43}=)\nprev ([0-9a-f]{64})\n)\n((?:— \S+ [A-Za-z0-9+/=]+\n)+)$/

/** `signers`: gathers the keys by which signatures hold. */
function readNote(text, { name, keys, signers }, what) {
  const found = typeof text === 'string' ? noteForm.exec(text) : null
  if (!found) throw new Broken(`${what} is no checkpoint.`)
  const [, body, origin, size, root, previous, lines] = found
  if (origin !== name) throw new Broken(`${what} is that of another trail, ${origin}.`)
  const signatures = [...lines.matchAll(/^— (\S+) (\S+)$/gm)].map(([, by, base64]) => [
    by,
    Buffer.from(base64, 'base64'),
  ])
  const ours = signatures.flatMap(([by, bytes]) =>
    keys
      .filter(({ hash }) => by === name && hash.equals(bytes.subarray(0, 4)))
      .map(({ key, text }) => [key, bytes.subarray(4), text]),
  )
  const named = `${what} (${count(Number(size), 'entry', 'entries')})`
  if (ours.length === 0) throw new Broken(`${named} was signed by another key.`)
  const valid = ours.find(([key, signature]) => crypto.verify(null, Buffer.from(body), key, signature))
  if (!valid) throw new Broken(`${named} has a wrong signature: it was changed after it was signed.`)
  signers.add(valid[2])
  return { size: Number(size), root: Buffer.from(root, 'base64'), previous, hash: sha256(text).toString('hex') }
}

// --- Lines ---

/** The lines of a file as bytes that may be written to until the next is asked for. */
function* linesOf(file) {
  const handle = fs.openSync(file, 'r')
  let buffer = Buffer.alloc(4 << 20)
  let filled = 0
  try {
    for (;;) {
      if (filled === buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(buffer.length)])
      const got = fs.readSync(handle, buffer, filled, buffer.length - filled, null)
      filled += got
      const bytes = buffer.subarray(0, filled)
      let start = 0
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
        yield bytes.subarray(start, end)
        start = end + 1
      }
      buffer.copyWithin(0, start, filled)
      filled -= start
      if (got > 0) continue
      if (filled > 0) yield buffer.subarray(0, filled)
      return
    }
  } finally {
    fs.closeSync(handle)
  }
}

function parsed(bytes, what) {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Broken(`${what} is no JSON: it was cut or changed.`)
  }
}

const head = /^\{"position":(\d{1,15}),"leaf":"([0-9a-f]{64})",("entry":\{)?/
const tail = /,"id":"([0-9a-f-]{36})","team":"([0-9a-f-]{36})","type":"([a-z_.]+)","v":1\}$/

/** An entry's line. As Docket writes it, the entry stands last and its bytes are hashed as they are; else it is parsed. */
function readEntry(line, number) {
  const found = head.exec(line.toString('latin1', 0, 120))
  if (found?.[3]) {
    const start = found[0].length - 1
    const told = tail.exec(line.toString('latin1', Math.max(start, line.length - 180), line.length - 1))
    if (told && line[line.length - 1] === 125) {
      // The byte before the entry is not needed any more: it becomes the leaf's prefix.
      line[start - 1] = 0
      const hash = sha256(line.subarray(start - 1, line.length - 1))
      return { position: Number(found[1]), leaf: found[2], hash, team: told[2], type: told[3] }
    }
  }
  const whole = parsed(line, `Line ${number}`)
  const { position, leaf, proof, openings, entry } = whole ?? {}
  if (!Number.isSafeInteger(position)) throw new Broken(`Line ${number} is neither an entry nor a checkpoint.`)
  if (!entry || typeof entry !== 'object') throw new Broken(`Entry ${position} is missing: its event was removed.`)
  if (!isPlain(line, whole)) {
    throw new Broken(
      `Entry ${position} is broken: its line can be read in two ways (a repeated name, white space, or a number that is not as JavaScript writes it).`,
    )
  }
  const hash = sha256(Buffer.from(`\0${canonical(entry)}`))
  return { position, leaf, hash, team: entry.team, type: entry.type, proof, openings, entry }
}

/**
 * Whether a line says only what its parsed value says: no name twice, no 1e999 for null, no digits that are lost. Docket writes
 * the entry last and in canonical form; another program may have written the members in its own order.
 */
function isPlain(line, whole) {
  const { entry, ...others } = whole
  const asDocket = () => `${JSON.stringify(others).slice(0, -1)},"entry":${canonical(entry)}}`
  return [() => JSON.stringify(whole), asDocket].some((write) => Buffer.from(write()).equals(line))
}

function checkOpenings({ position, openings, entry }) {
  for (const [field, { salt, value } = {}] of Object.entries(openings)) {
    const salted = Buffer.concat([Buffer.from(String(salt), 'hex'), Buffer.from(canonical(value) ?? '')])
    if (entry.facts?.[field]?.commitment !== sha256(salted).toString('hex')) {
      throw new Broken(
        `The ${field} shown with entry ${position} is not what the entry holds a commitment to: it was changed.`,
      )
    }
  }
  return Object.keys(openings).length
}

// --- An export ---

function verifyExport(file, { keys: given, mirrors }, seen = () => {}) {
  const lines = linesOf(file)
  const first = lines.next().value
  if (first?.subarray(0, 2).equals(Buffer.from('PK'))) {
    throw new Unreadable(`${file} is a ZIP archive. Unpack it, and give the folder.`)
  }
  if (/^\ufeff?position,id,/.test(first?.toString('utf8') ?? '')) {
    throw new Unreadable(`${file} is for spreadsheets (CSV). Only the export as JSON Lines can be verified.`)
  }
  const header = (first && parsed(first, 'The first line')) ?? {}
  if (header.format !== 'docket-trail') throw new Unreadable(`${file} is no export of Docket’s trail.`)
  if (header.v !== 1)
    throw new Unreadable(`${file} has the format ${header.v}; this program knows 1. Take a newer one.`)
  const isSound =
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(header.team) &&
    ['all', 'filtered'].includes(header.scope) &&
    Number.isSafeInteger(header.size) &&
    header.size >= 0
  if (!isSound) throw new Broken('The first line was changed: its team, scope or size cannot be.')
  const name = `docket/${header.team}`
  const texts = given.length > 0 ? given : [header.publicKey, ...(header.formerKeys ?? [])]
  const keys = texts.map((text) => readKey(text, name))
  const trail = { name, team: header.team, size: header.size, keys, signers: new Set() }
  const copies = readMirrors(mirrors, { ...trail, signers: new Set() })
  const sums = { ...trail, header, entries: 0, checkpoints: 0, openings: 0, copies: 0, beyond: 0 }
  if (header.scope === 'all') verifyAll(lines, trail, copies, sums, seen)
  else verifyFiltered(lines, trail, copies, sums, seen)
  return sums
}

/** Notes one after the other; what more signatures one has is passed over. */
function readMirrors(files, trail) {
  const copies = []
  for (const file of files) {
    let note = ''
    for (const bytes of linesOf(file)) {
      const line = bytes.toString('utf8').replace(/\r$/, '')
      if (note === '' && (line === '' || line.startsWith('— '))) continue
      note += `${line}\n`
      if (!line.startsWith('— ')) continue
      copies.push(readNote(note, trail, `Checkpoint ${copies.length + 1} in ${file}`))
      note = ''
    }
    if (note !== '') throw new Broken(`The last checkpoint in ${file} was not copied whole.`)
  }
  return copies
}

function take(line, number, trail, sums, seen) {
  const entry = readEntry(line, number)
  const { position } = entry
  if (entry.hash.toString('hex') !== entry.leaf) {
    throw new Broken(
      `Entry ${position} is broken: its bytes do not have the hash that stands beside it. It was changed.`,
    )
  }
  if (entry.team !== trail.team) throw new Broken(`Entry ${position} is broken: it is of another team, ${entry.team}.`)
  if (entry.openings) sums.openings += checkOpenings(entry)
  sums.entries += 1
  seen(entry)
  return entry
}

function verifyAll(lines, trail, copies, sums, seen) {
  const tree = new Tree()
  const kept = groupBySize(copies)
  let [number, signed, previous] = [1, 0, '0'.repeat(64)]
  const range = () =>
    tree.size - signed === 1 ? `Entry ${signed}` : `One of the entries ${signed} to ${tree.size - 1}`
  for (const line of lines) {
    number += 1
    if (line.toString('latin1', 0, 14) === '{"checkpoint":') {
      const note = readNote(parsed(line, `Line ${number}`)?.checkpoint, trail, `The checkpoint in line ${number}`)
      if (note.size !== tree.size) {
        throw new Broken(
          `The checkpoint in line ${number} is over ${note.size} entries, but ${tree.size} stand before it.`,
        )
      }
      if (!note.root.equals(tree.root())) {
        throw new Broken(`${range()} is broken: the checkpoint of ${note.size} entries was signed over others.`)
      }
      if (note.previous !== previous) {
        throw new Broken(
          `The checkpoint of ${note.size} entries was not signed after that of ${signed}: one was taken out.`,
        )
      }
      ;[signed, previous] = [note.size, note.hash]
      sums.checkpoints += 1
    } else {
      const { position, hash } = take(line, number, trail, sums, seen)
      if (position !== tree.size) {
        throw new Broken(`Entry ${tree.size} is broken: entry ${position} stands in its place.`)
      }
      tree.add(hash)
      for (const copy of kept.get(tree.size) ?? []) {
        if (!copy.root.equals(tree.root())) {
          throw new Broken(
            `The checkpoint of ${copy.size} entries that was kept elsewhere is another: the trail was rewritten.`,
          )
        }
        sums.copies += 1
      }
    }
  }
  if (tree.size !== trail.size || signed !== trail.size) {
    throw new Broken(
      `The export should have ${trail.size} entries, but ends after ${signed} that are signed: its end was cut off.`,
    )
  }
  const longest = Math.max(0, ...kept.keys())
  if (longest > tree.size) {
    throw new Broken(
      `A checkpoint kept elsewhere is over ${longest} entries, but the export ends after ${tree.size}: it is older, or its end was cut off. A new export tells which.`,
    )
  }
}

function groupBySize(copies) {
  const groups = new Map()
  for (const copy of copies) groups.set(copy.size, [...(groups.get(copy.size) ?? []), copy])
  return groups
}

function verifyFiltered(lines, trail, copies, sums, seen) {
  let [number, before, note] = [1, -1, null]
  for (const line of lines) {
    number += 1
    if (line.toString('latin1', 0, 14) === '{"checkpoint":') {
      if (note) throw new Broken(`Line ${number} is a second checkpoint, where one belongs.`)
      note = readNote(parsed(line, `Line ${number}`)?.checkpoint, trail, `The checkpoint in line ${number}`)
      if (note.size !== trail.size)
        throw new Broken(`The checkpoint in line ${number} is not that of ${trail.size} entries.`)
      sums.checkpoints += 1
      continue
    }
    if (!note) throw new Broken('The checkpoint is missing that the entries are proved against.')
    const { position, hash, proof } = take(line, number, trail, sums, seen)
    if (position <= before) throw new Broken(`Entry ${position} is broken: it stands after entry ${before}.`)
    before = position
    const siblings = Array.isArray(proof) ? proof.map((one) => Buffer.from(String(one), 'hex')) : []
    const fits = siblings.every(({ length }) => length === 32) && position < note.size
    const root = fits ? rootOfProof(hash, position, note.size, siblings) : null
    if (!root?.equals(note.root)) {
      throw new Broken(
        `Entry ${position} is broken: its proof does not lead to the checkpoint of ${note.size} entries.`,
      )
    }
  }
  if (!note && trail.size > 0) throw new Broken('The export is cut off: its checkpoint is missing.')
  for (const copy of copies) {
    if (copy.size !== trail.size) sums.beyond += 1
    else if (!copy.root.equals(note.root)) {
      throw new Broken(
        `The checkpoint of ${copy.size} entries that was kept elsewhere is another: the trail was rewritten.`,
      )
    } else sums.copies += 1
  }
}

// --- An evidence bundle ---

function verifyBundle(folder, options) {
  const manifest = parsed(readIn(folder, 'manifest.json'), 'manifest.json')
  if (manifest.format !== 'docket-evidence') throw new Unreadable(`${folder} is no evidence bundle of Docket.`)
  for (const { path: name, size, sha256: hash } of manifest.files) {
    const file = hashFile(inside(folder, name))
    if (file.size !== size || file.hash !== hash) {
      throw new Broken(`${name} is broken: it is not the file that manifest.json lists.`)
    }
  }
  const receipts = []
  const decided = new Map()
  const undone = new Set()
  const analysed = new Map()
  const looks = new Map()
  const ids = new Set()
  const sums = verifyExport(path.join(folder, 'trail.jsonl'), options, ({ position, type, entry, openings }) => {
    const { id, at, facts = {} } = entry ?? {}
    ids.add(id)
    if (type === 'case.purged') receipts.push(facts.receipt)
    if (type === 'case.decided') decided.set(facts.decisionId, { ...facts, at, reason: openings?.reason?.value })
    if (type === 'case.decision_undone') undone.add(facts.decisionId)
    if (type === 'detection.completed') analysed.set(facts.detectionId, { ...facts, at })
    if (isLook.test(type)) looks.set(position, entry)
  })
  if (sums.team !== manifest.team) throw new Broken('manifest.json is of another team than trail.jsonl.')
  if (manifest.files.some(({ path: name }) => name === 'receipt.json')) {
    const receipt = sha256(Buffer.from(canonical(parsed(readIn(folder, 'receipt.json'), 'receipt.json')))).toString(
      'hex',
    )
    if (!receipts.includes(receipt)) throw new Broken('receipt.json is broken: no entry of the trail has its hash.')
  }
  if (manifest.files.some(({ path: name }) => name === 'decisions.json')) {
    checkDecisions(
      parsed(readIn(folder, 'decisions.json'), 'decisions.json'),
      { decided, undone },
      manifest.unsealed > 0,
    )
  }
  for (const { path: name } of manifest.files.filter(({ path: name }) => name.startsWith('statements/'))) {
    checkStatement(name, parsed(readIn(folder, name), name), { decided, undone, analysed, ids }, manifest.unsealed > 0)
  }
  if (manifest.files.some(({ path: name }) => name === 'views.json')) {
    checkViews(parsed(readIn(folder, 'views.json'), 'views.json'), looks)
  }
  const listed = new Set(['manifest.json', ...manifest.files.map(({ path: name }) => name)])
  const others = filesIn(folder).filter((name) => !listed.has(name))
  const hash = hashFile(inside(folder, 'manifest.json')).hash
  return { ...sums, files: manifest.files.length, manifest: hash, others }
}

/** Decisions come from the database's tables: each is held against what was sealed of it. A reason is, while it is not erased. */
function checkDecisions(told, { decided, undone }, isPart) {
  const broken = (id, what) => new Broken(`decisions.json is broken: the decision ${id} ${what}.`)
  for (const { id, finding, reason, takenBackAt } of told) {
    const sealed = decided.get(id)
    if (!sealed && isPart) continue
    if (!sealed) throw broken(id, 'is in no entry of the trail')
    if (sealed.finding !== finding) throw broken(id, 'has another finding in the trail')
    if (typeof sealed.reason === 'string' && sealed.reason !== reason)
      throw broken(id, 'has another reason in the trail')
    if (takenBackAt !== null && !undone.has(id) && !isPart) throw broken(id, 'was not taken back by the trail')
  }
}

/** A statement of reasons is made of entries alone: what it says is held against those it names. */
function checkStatement(name, told, { decided, undone, analysed, ids }, isPart) {
  const broken = (what) => new Broken(`${name} is broken: ${what}.`)
  const { statement = {}, derived = [], docket = {} } = told ?? {}
  const { decision, finding, decided_at: at, taken_back_at: takenBack, analyses = [] } = docket
  if (name !== `statements/${decision}.json`) throw broken('it is of another decision than its name says')
  const sealed = decided.get(decision)
  if (!sealed && isPart) return
  if (!sealed) throw broken('its decision is in no entry of the trail')
  if (sealed.finding !== finding) throw broken('the trail has another finding')
  if (sealed.at !== at || statement.application_date !== sealed.at.slice(0, 10))
    throw broken('the decision was made at another time by the trail')
  if (statement.puid !== `docket-${decision}`) throw broken('its puid is not that of its decision')
  if (typeof sealed.reason === 'string' && !String(statement.decision_facts).includes(sealed.reason.trim()))
    throw broken('the trail has another reason')
  if (takenBack !== null && !undone.has(decision) && !isPart)
    throw broken('the decision was not taken back by the trail')
  for (const { detection, label, score, completed_at: ended } of analyses) {
    const one = analysed.get(detection)
    if (!one && isPart) continue
    if (one?.label !== label || one.score !== score || one.at !== ended)
      throw broken('it names an analysis that the trail does not have')
  }
  const automated = analyses.length > 0 ? 'PARTIALLY' : 'NOT_AUTOMATED'
  if (statement.automated_decision !== `AUTOMATED_DECISION_${automated}`)
    throw broken('how far the decision was automated is not what its analyses say')
  const unknown = derived.flatMap(({ events }) => events).find((id) => !ids.has(id))
  if (unknown !== undefined && !isPart) throw broken('it rests on an entry that the trail does not have')
}

/** Entries that views.json is made of: somebody looked, or took something away. */
const isLook = /^(case\.viewed|media\.(viewed|played|downloaded|unblurred)|(bundle|statement|receipt)\.exported)$/

/** The view log is made of sealed entries alone: each is there once and says what was sealed, and none was left out. */
function checkViews(told, looks) {
  const left = new Map(looks)
  for (const { position, at, event, channel, media, copy } of told) {
    const entry = left.get(position)
    left.delete(position)
    const { facts = {} } = entry ?? {}
    const fits =
      entry?.at === at &&
      entry.type === event &&
      entry.channel === channel &&
      facts.mediaId === media &&
      (media === undefined || facts.copy === copy)
    if (!fits) throw new Broken(`views.json is broken: the look at position ${position} is not what the trail has.`)
  }
  const [missing] = left.keys()
  if (missing !== undefined) throw new Broken(`views.json is broken: the look at position ${missing} was left out.`)
}

/** Every file in a folder, by its path in it. */
function filesIn(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((name) => name.split(path.sep).join('/'))
}

function inside(folder, name) {
  const file = path.resolve(folder, name)
  if (!file.startsWith(path.resolve(folder) + path.sep))
    throw new Broken(`manifest.json names a file outside: ${name}.`)
  if (!fs.existsSync(file)) throw new Broken(`${name} is missing.`)
  return file
}

const readIn = (folder, name) => fs.readFileSync(inside(folder, name))

/** Media may be larger than memory. */
function hashFile(file) {
  const hash = crypto.createHash('sha256')
  const part = Buffer.alloc(1 << 20)
  const handle = fs.openSync(file, 'r')
  let size = 0
  for (let got = fs.readSync(handle, part); got > 0; got = fs.readSync(handle, part)) {
    hash.update(part.subarray(0, got))
    size += got
  }
  fs.closeSync(handle)
  return { size, hash: hash.digest('hex') }
}

// --- The command ---

function report(sums, pinned) {
  const { header } = sums
  const said = [
    sums.files !== undefined && `${count(sums.files, 'file')}: as manifest.json lists them.`,
    sums.manifest &&
      `manifest.json is signed by nobody. Its SHA-256 is ${sums.manifest}: the entry bundle.exported in a later export of the trail has the same.`,
    sums.others?.length > 0 &&
      `Not listed in manifest.json, so nothing is known of it: ${sums.others.slice(0, 20).join(', ').replaceAll('\n', ' ')}`,
    `Trail of ${header.team}, exported ${String(header.exportedAt).slice(0, 30).replaceAll('\n', ' ')}.`,
    header.scope === 'all'
      ? `${count(sums.entries, 'entry', 'entries')}: all from the first, each unchanged and in its place.`
      : `${count(sums.entries, 'entry', 'entries')} of ${header.size}: each unchanged and proved to be in the signed tree. That none was left out is not shown.`,
    `${count(sums.checkpoints, 'checkpoint')}: signed${header.scope === 'all' ? ', each after the one before' : ''}.`,
    sums.openings > 0 && `${count(sums.openings, 'value')}: as the entries committed to.`,
    sums.copies > 0 && `${count(sums.copies, 'checkpoint')} kept elsewhere: the same.`,
    sums.beyond > 0 &&
      `${count(sums.beyond, 'checkpoint')} kept elsewhere: of other lengths, to which a part cannot be compared.`,
    keySays([...sums.signers], pinned),
  ]
  return said.filter(Boolean).join('\n')
}

/** Names the keys that signatures hold by; what the header says of itself proves nothing. */
function keySays(signers, pinned) {
  if (signers.length === 0) return 'Key: none, as nothing in it is signed.'
  if (pinned) return 'Key: the one given.'
  const own = signers.join(' and ')
  return signers.length === 1
    ? `Key: the export’s own, ${own}. Compare it with the server’s, or give that with --key.`
    : `Keys: the export’s own, ${own}. Compare each with the server’s present and former ones, or give those with --key.`
}

/** A file can hold what moves the cursor: it must not write over what is said here. */
const inPlainText = (text) => text.replace(/[^\P{C}\n]/gu, '\ufffd')

function main() {
  const options = {
    key: { type: 'string', multiple: true },
    checkpoint: { type: 'string', multiple: true },
    help: { type: 'boolean', short: 'h' },
  }
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  if (values.help) return usage
  const [target] = positionals
  if (!target || positionals.length > 1) throw new Unreadable(usage)
  const given = { keys: values.key ?? [], mirrors: values.checkpoint ?? [] }
  if (!fs.existsSync(target)) throw new Unreadable(`There is no file or folder ${target}.`)
  const sums = fs.statSync(target).isDirectory() ? verifyBundle(target, given) : verifyExport(target, given)
  return `${report(sums, given.keys.length > 0)}\nVerified.`
}

try {
  console.log(inPlainText(main()))
} catch (error) {
  console.log(inPlainText(error instanceof Broken ? `BROKEN: ${error.message}` : `Not checked: ${error.message}`))
  process.exitCode = error instanceof Broken ? 1 : 2
}
