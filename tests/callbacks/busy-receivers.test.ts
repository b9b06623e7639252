import { expect, test } from 'vitest'
import { enterReceiver } from '@/lib/callbacks/busy-receivers'

test('two at a time; a third has its turn when one leaves soon, and goes away when none does', async () => {
  const first = await enterReceiver('https://a.example/x')
  const second = await enterReceiver('https://a.example/y')
  expect(first && second).toBeTruthy()
  const [third, fourth] = [enterReceiver('https://a.example/z'), enterReceiver('https://a.example/')]
  setTimeout(() => first?.(), 20)
  expect(await third).not.toBeNull()
  expect(await fourth).toBeNull()
  expect(await enterReceiver('https://a.example/')).toBeNull()
  second?.()
  expect(await enterReceiver('https://a.example/')).not.toBeNull()
})

test('another receiver is another place, and so is another port', async () => {
  for (const url of ['https://b.example/', 'https://c.example/', 'https://b.example:8443/']) {
    for (const _ of [1, 2]) expect(await enterReceiver(url)).not.toBeNull()
    expect(await enterReceiver(url)).toBeNull()
  }
})
