import { expect, test } from 'vitest'
import { refusalOfFile } from '@/components/submit/check-file'
import { sniffUpload } from '@/lib/media/sniff'

const most = 150 * 1024 * 1024
const check = (name: string, size = 1000) => refusalOfFile({ name, size }, most, 'Shorten it.')

test('what may be handed in passes, whatever the case of its name', () => {
  for (const name of ['a.jpg', 'A.JPEG', 'b.webp', 'c.mp3', 'd.3gpp', 'e.mkv', 'f.tar.mp4'])
    expect(check(name)).toBeNull()
  expect(check('a.jpg', most)).toBeNull()
})

test('size, emptiness and kind are refused with file, rule and way out', () => {
  expect(check('a.mp4', most + 1)).toBe('“a.mp4” is larger than 150 MB, the most one upload may hold. Shorten it.')
  expect(refusalOfFile({ name: 'a.mp4', size: 6 * 1024 ** 3 }, 5 * 1024 ** 3, '')).toMatch(/larger than 5 GB/)
  expect(check('a.jpg', 0)).toMatch(/“a.jpg” is empty/)
  expect(check('notes.txt')).toMatch(/“notes.txt” cannot be handed in: .txt is not among the kinds.*Accepted are jpg/)
  expect(check('README')).toMatch(/no extension/)
})

test('the sentences are the server’s own', async () => {
  for (const name of ['notes.txt', 'README']) {
    await expect(sniffUpload(name, '', new TextEncoder().encode('hello'))).rejects.toThrow(check(name) ?? 'no refusal')
  }
  await expect(sniffUpload('a.jpg', '', new Uint8Array())).rejects.toThrow(check('a.jpg', 0) ?? 'no refusal')
})

test('a table leads to where its addresses are read', () => {})

test('names with a sentence of their own are left to the server', () => {
  for (const name of ['list.m3u8', 'all.zip', 'page.html', 'drawing.svg', 'paper.pdf', 'old.wmv']) {
    expect(check(name)).toBeNull()
  }
})
