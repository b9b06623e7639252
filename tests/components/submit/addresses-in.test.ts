import { expect, test } from 'vitest'
import { addressTable } from '@/components/submit/addresses-in'
import { isTable, lotOf, mostUrls, readTable } from '@/components/submit/use-addresses'

const addressesIn = (csv: string) => addressTable(csv).urls

test('the addresses of a table are found in any column, each once', () => {
  const csv =
    'title,url\r\n"Flood, north",https://a.example/1.mp4\r\nAgain,https://a.example/1.mp4\r\nB,HTTPS://b.example/2.png\r\n'
  expect(addressesIn(csv)).toEqual(['https://a.example/1.mp4', 'HTTPS://b.example/2.png'])
})

test('a quoted address may hold what parts cells', () => {
  expect(addressesIn('"https://a.example/x,y.png",note\n')).toEqual(['https://a.example/x,y.png'])
  expect(addressesIn('"https://a.example/?q=""fire""",note')).toEqual(['https://a.example/?q="fire"'])
})

test.each([';', '\t'])('cells may be parted by %j', (part) => {
  const csv = `url${part}note\nhttps://a.example/x,y.png${part}one\nhttps://b.example/z.png${part}two`
  expect(addressesIn(csv)).toEqual(['https://a.example/x,y.png', 'https://b.example/z.png'])
})

test('a list of addresses is no table: a comma within one is a part of it', () => {
  const [one, two] = ['https://a.example/w_200,h_300/x.jpg', 'https://b.example/y.png?at=1,2;3']
  expect(addressTable(`${one}\n${two}\n`)).toEqual({ urls: [one, two], unread: [], notToBeKept: 0 })
  expect(addressTable(`url\r\n${two}\r\n${one}`)).toEqual({ urls: [two, one], unread: [], notToBeKept: 0 })
  expect(addressTable(one)).toMatchObject({ urls: [one], unread: [] })
})

test('commas that part cells are told from those within an address by the other lines and by what follows', () => {
  // The same number of cells in each line, one of them a note.
  expect(addressTable('https://a.example/1.png,mine\nhttps://b.example/2.png,yours\n')).toMatchObject({
    urls: ['https://a.example/1.png', 'https://b.example/2.png'],
    unread: ['column 2'],
  })
  expect(addressesIn('https://a.example/1.png,https://b.example/2.png')).toEqual([
    'https://a.example/1.png',
    'https://b.example/2.png',
  ])
  expect(addressesIn('url;note\nhttps://a.example/x,y.png;one')).toEqual(['https://a.example/x,y.png'])
})

test.each([
  ['https://x.example/video/123,no', 'https://x.example/video/123', ['column 2']],
  ['https://x.example/watch?v=abc,note', 'https://x.example/watch?v=abc', ['column 2']],
  ['https://x.example/photo.jpg?x=1,true', 'https://x.example/photo.jpg?x=1', ['column 2']],
  ['12,https://x.example/photo/1,true', 'https://x.example/photo/1', ['column 1', 'column 3']],
  [
    'https://x.example/photo/1;image/jpeg;24/11/2026;n/a',
    'https://x.example/photo/1',
    [2, 3, 4].map((n) => `column ${n}`),
  ],
  ['https://x.example/photo/1,www.y.example/2.html', 'https://x.example/photo/1', ['column 2']],
  ['https://x.example/?at=1,2,mine', 'https://x.example/?at=1,2', ['column 2']],
])('without headings, what does not plainly go on with an address is a cell of its own: %s', (line, url, unread) => {
  expect(addressTable(line)).toEqual({ urls: [url], unread, notToBeKept: 0 })
})

test.each([
  'https://x.example/upload/w_200,h_300,c_fill/sample',
  'https://x.example/cdn/width=80,quality=75/a.jpg',
  'https://x.example/north,south-12/index.html',
  'https://x.example/a.jpg?rect=0,0,100,100&w=5',
  'https://x.example/a.jpg?auto=format,compress&w=5',
])('without headings, what plainly goes on stays, and the next address is another: %s', (url) => {
  expect(addressTable(`${url},https://y.example/1,no`)).toMatchObject({ urls: [url, 'https://y.example/1'] })
})

test('how many addresses hold what may part cells is said, since nobody but their reader can know', () => {
  const note = (csv: string) => (readTable('a.csv', csv, false) as { note: string }).note
  expect(note('https://a.example/w_2,h_3/x.jpg')).toMatch(/“a.csv”\. One has a comma or semicolon in it: look whether/)
  expect(note('https://a.example/?at=1,2\nhttps://a.example/?at=3;4,no\nhttps://a.example/5')).toMatch(
    /“a.csv”\. 2 have a comma or semicolon in them: look whether .* Not read: column 2\./,
  )
})

test('a comma in a heading does not part a table of semicolons', () => {
  const csv = 'Title, short;url\nFlood, north;https://a.example/x,y.png\nFire;https://b.example/z.png\n'
  expect(addressTable(csv)).toEqual({
    urls: ['https://a.example/x,y.png', 'https://b.example/z.png'],
    unread: ['Title, short'],
    notToBeKept: 0,
  })
})

test('one column without a heading, a byte order mark and nothing at all are read too', () => {
  expect(addressesIn('\uFEFFhttps://a.example/1.png\nhttps://a.example/2.png\n')).toEqual([
    'https://a.example/1.png',
    'https://a.example/2.png',
  ])
  expect(addressesIn('name,size\nftp://a.example/1.png,3')).toEqual([])
  expect(addressesIn('')).toEqual([])
})

test('columns beside the address are named, and an empty cell or an empty column moves none', () => {
  const csv =
    'title,url,empty,zero_retention,\nOne,https://a.example/1.png,,,x\n,https://a.example/2.png,,Yes,\n"T, 3",https://a.example/3.png,,no,\n'
  expect(addressTable(csv)).toEqual({
    urls: ['https://a.example/1.png', 'https://a.example/2.png', 'https://a.example/3.png'],
    unread: ['title', 'zero_retention', 'column 5'],
    notToBeKept: 1,
  })
  expect(addressTable('https://a.example/1.png,mine\n')).toMatchObject({ unread: ['column 2'], notToBeKept: 0 })
})

test('a table that asks for zero retention is read only where it is on; else it says what to do', () => {
  const csv = 'url;privacy mode\nhttps://a.example/1.png;true\nhttps://a.example/2.png;1'
  expect(readTable('list.csv', csv, false)).toEqual({
    fault: expect.stringMatching(/^“list.csv” asks for zero retention in 2 rows. Switch zero retention on/),
  })
  expect(readTable('list.csv', csv, true)).toMatchObject({
    urls: ['https://a.example/1.png', 'https://a.example/2.png'],
  })
})

test('what of a table is not read is said, and what holds instead', () => {
  expect(readTable('a.csv', 'url,language\nhttps://a.example/1.png,pt', false)).toEqual({
    urls: ['https://a.example/1.png'],
    note: expect.stringMatching(
      /^One address read from “a.csv”. Not read: language. What is chosen under Options holds/,
    ),
  })
  expect(readTable('a.csv', 'url\nhttps://a.example/1.png', false)).toMatchObject({
    note: 'One address read from “a.csv”.',
  })
  expect(readTable('a.csv', 'url\nfile.png', false)).toEqual({ fault: expect.stringContaining('holds no address') })
})

test('more addresses than one press takes: the first go, the others stay and are counted', () => {
  const urls = Array.from({ length: mostUrls + 2 }, (_, i) => `https://a.example/${i}.png`)
  expect(lotOf(urls.slice(2))).toEqual({ now: urls.slice(2), left: [] })
  const { now, left, note } = lotOf(urls)
  expect([now.length, left]).toEqual([mostUrls, urls.slice(-2)])
  expect(note).toContain('2 are left here')
})

test('a dropped table is read, not handed in', () => {
  expect(['a.csv', 'A.TSV', 'a.png', 'csv', 'a.csv.png'].map((name) => isTable({ name }))).toEqual([
    ...[true, true, false, false, false],
  ])
})
