import { expect, test, vi } from 'vitest'
import { usualOptions } from '@/components/submit/submission'
import { inLots, type OpenUrls } from '@/components/submit/url-lots'
import { urlsInLot } from '@/lib/cases/url-lot'

function server(fail?: string) {
  let cases = 0
  return vi.fn<OpenUrls>(async ({ items }) => {
    if (fail) return { ok: false, message: fail }
    return { ok: true, data: items.map(() => ({ ok: true, number: ++cases })) }
  })
}

test('addresses of one instant share a request, of the size the server takes, and each has its own answer', async () => {
  const sent = server()
  const open = inLots(sent)
  const urls = Array.from({ length: urlsInLot + 1 }, (_, i) => `https://a.example/${i}.png`)
  const opened = await Promise.all(urls.map((url) => open({ url, options: usualOptions, attempt: url })))
  expect(sent.mock.calls.map(([{ items }]) => items.length)).toEqual([urlsInLot, 1])
  expect(opened.map((one) => one.ok && one.number)).toEqual(urls.map((_, i) => i + 1))
  await open({ url: 'https://a.example/later.png', options: usualOptions, attempt: 'later' })
  expect(sent).toHaveBeenCalledTimes(3)
})

test('other options are another request', async () => {
  const sent = server()
  const open = inLots(sent)
  const other = { ...usualOptions, zeroRetention: true }
  await Promise.all([usualOptions, other].map((options, i) => open({ url: `${i}`, options, attempt: `${i}` })))
  expect(sent.mock.calls.map(([{ options }]) => options.zeroRetention)).toEqual([false, true])
})

test('what is refused or breaks as a whole is so for each', async () => {
  const asked = (url: string) => ({ url, options: usualOptions, attempt: url })
  const refused = inLots(server('You are signed out.'))
  expect(await Promise.all(['a', 'b'].map((url) => refused(asked(url))))).toEqual(
    Array(2).fill({ ok: false, message: 'You are signed out.' }),
  )
  const broken = inLots(() => Promise.reject(new TypeError('fetch failed')))
  await expect(broken(asked('a'))).rejects.toThrow('fetch failed')
  const short = inLots(async () => ({ ok: true, data: [] }))
  expect(await short(asked('a'))).toMatchObject({ ok: false, message: expect.stringContaining('did not say') })
})
