import { describe, expect, test } from 'vitest'
import { readCsv } from '@/lib/known/read-csv'
import { mostEntries, readList } from '@/lib/known/read-list'
import { bridge } from '../support/known-media'

const sha = 'ab'.repeat(32)

describe('CSV', () => {
  test('quotes, commas and line breaks in cells; the line where a row begins', () => {
    expect(readCsv('a,b\r\n"x, ""y""\nz",2\n\n 3 ,"4"')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x, "y"\nz', '2'] },
      { line: 5, cells: ['3', '4'] },
    ])
  })

  test('a list with names of columns, in any order and case', () => {
    const text = `\uFEFFKind,HASH,what,label,expires\npdq,${bridge.toUpperCase()},fake,"Bridge, made",2030-01-31\nsha256,${sha},authentic,,\n,${'0'.repeat(64)},,,`
    expect(readList(text, 'noted')).toEqual({
      repeated: 0,
      faults: [],
      entries: [
        {
          ...{ kind: 'pdq', hash: bridge, what: 'fake', label: 'Bridge, made', description: '' },
          expiresAt: new Date('2030-01-31'),
        },
        { kind: 'sha256', hash: sha, what: 'authentic', label: '', description: '', expiresAt: null },
        { kind: 'pdq', hash: '0'.repeat(64), what: 'noted', label: '', description: '', expiresAt: null },
      ],
    })
  })

  test('every row that cannot be read is named, and why; repeated ones count once', () => {
    const text = `hash,kind,what,expires\n${bridge},pdq,fake,\nzz,pdq,fake,\n${bridge},md5,fake,\n${bridge},pdq,bad,\n${bridge},pdq,fake,soon\n,pdq,fake,2030-01-01\n${bridge},pdq,authentic,`
    const { entries, repeated, faults } = readList(text, 'fake')
    expect(entries).toHaveLength(1)
    expect(repeated).toBe(1)
    expect(faults).toEqual([
      { row: 3, says: 'Its hash is not 64 hex digits.' },
      { row: 4, says: '“md5” is no kind of hash: pdq, sha256 and chromaprint are.' },
      { row: 5, says: '“bad” is not what an entry can be: fake, synthetic, manipulated, authentic or noted.' },
      { row: 6, says: '“soon” is no date: write 2027-12-31.' },
      { row: 7, says: 'It has no hash.' },
    ])
  })

  test.each([
    ...['fake', 'synthetic', 'manipulated', 'authentic', 'noted'].map((word) => [word, word] as const),
    ...[['Manipulated', 'manipulated'] as const, ['real', 'authentic'] as const, ['suspicious', 'noted'] as const],
  ])('what is listed as %s is kept as %s', (word, kept) => {
    expect(readList(`hash,what\n${bridge},${word}`, 'fake')).toMatchObject({ faults: [], entries: [{ what: kept }] })
  })

  test('words that every object knows are no kind and no meaning', () => {
    const text = `hash,kind,what\n${bridge},constructor,fake\n${sha},sha256,toString`
    expect(readList(text, 'fake')).toMatchObject({ entries: [], faults: [{ row: 2 }, { row: 3 }] })
  })

  test('dates that are read in two ways, or that no calendar has, are refused; 0 is never', () => {
    const read = (expires: string) => readList(`hash,expires\n${bridge},${expires}`, 'fake')
    for (const expires of ['12/11/2027', '1', '2027', '+275760-09-13', '2027-13-01']) {
      expect(read(expires).faults).toMatchObject([{ row: 2 }])
    }
    expect(read('2027-12-31T10:00:00Z').entries).toMatchObject([{ expiresAt: new Date('2027-12-31T10:00:00Z') }])
    expect(read('0').entries).toMatchObject([{ expiresAt: null }])
  })

  test('what was made of an entry comes with it; other words of a column of that name do not', () => {
    const text = `hash,state,reason\n${bridge},refuted,The real bridge\n${sha},CA,`
    const [refuted, other] = readList(text, 'fake').entries
    expect(refuted).toMatchObject({ judged: { state: 'refuted', reason: 'The real bridge' } })
    expect(other).not.toHaveProperty('judged')
  })

  test('without names of columns, and with too many entries, nothing is read', () => {
    expect(readList(`${bridge},pdq`, 'fake').faults).toMatchObject([{ row: 1 }])
    const many = `hash\n${Array.from({ length: mostEntries + 1 }, (_, n) => n.toString(16).padStart(64, '0')).join('\n')}`
    const { entries, faults } = readList(many, 'fake')
    expect(entries).toEqual([])
    expect(faults[0]?.says).toContain('100,001 entries')
  })
})

describe('JSON as ThreatExchange has it', () => {
  const item = { indicator: bridge, type: 'HASH_PDQ', tags: { data: ['lunar', 'hoax'] }, expire_time: 1893456000 }

  test('a list, or one under “data”; malicious is not the same as fake', () => {
    const read = readList(
      JSON.stringify({ data: [item, { indicator: sha, type: 'HASH_SHA256', status: 'MALICIOUS' }] }),
      'fake',
    )
    expect(read.faults).toEqual([])
    expect(read.entries).toMatchObject([
      { kind: 'pdq', hash: bridge, what: 'fake', expiresAt: new Date('2030-01-01') },
      { kind: 'sha256', hash: sha, what: 'noted' },
    ])
    expect(readList(JSON.stringify([{ ...item, tags: ['lunar', 'hoax'] }]), 'fake').entries[0]?.label).toBe(
      'lunar hoax',
    )
  })

  test('what is not complete, or no list, is refused', () => {
    expect(readList('[{"indicator":', 'fake').faults).toEqual([
      { row: 1, says: 'It begins as JSON and is not complete JSON.' },
    ])
    expect(readList('{"data": 3}', 'fake').faults).toMatchObject([{ row: 1 }])
    expect(readList('[3]', 'fake').faults).toEqual([{ row: 1, says: 'It has no hash.' }])
  })
})
