import { expect, test } from 'vitest'
import { addressesIn } from '@/components/submit/addresses-in'

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

test('one column without a heading, a byte order mark and nothing at all are read too', () => {
  expect(addressesIn('\uFEFFhttps://a.example/1.png\nhttps://a.example/2.png\n')).toEqual([
    'https://a.example/1.png',
    'https://a.example/2.png',
  ])
  expect(addressesIn('name,size\nftp://a.example/1.png,3')).toEqual([])
  expect(addressesIn('')).toEqual([])
})
