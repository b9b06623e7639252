import { createElement, type ReactNode } from 'react'
import { prerender } from 'react-dom/static'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { QrCode } from '@/components/account/qr-code'
import { RecoveryCodes } from '@/components/account/recovery-codes'
import { SecondStep } from '@/components/account/second-step'
import { SecondStepNeeded } from '@/components/account/second-step-needed'
import { SecondStepSetup } from '@/components/account/second-step-setup'
import { CodeForm } from '@/components/auth/code-form'
import type { OwnSecondStep } from '@/lib/access/second-step/read-second-step'

const refused = async () => ({ ok: false as const, message: 'no' })
const now = new Date('2026-11-23T08:00:00Z')
const off: OwnSecondStep = { since: null, codesLeft: 0, teamName: 'Newsroom', required: false, password: true }
const on: OwnSecondStep = { ...off, since: new Date('2026-11-20T08:00:00Z'), codesLeft: 2 }

async function htmlOf(element: ReactNode): Promise<string> {
  const { prelude } = await prerender(element)
  return (await new Response(prelude).text()).replaceAll('<!-- -->', '')
}

const shown = (step: OwnSecondStep) =>
  htmlOf(
    createElement(SecondStep, {
      ...{ step, now, email: 'ada@example.test' },
      ...{ begin: refused, confirm: refused, renew: refused, remove: refused },
    }),
  )

test('off: it can be set up, and nothing else', async () => {
  const html = await shown(off)
  expect(html).toContain('Set up a second step')
  expect(html).not.toContain('Turn off')
})

test('off without a password: says why there is nothing to set up', async () => {
  const html = await shown({ ...off, password: false })
  expect(html).toContain('identity provider')
  expect(html).not.toContain('<button')
})

test('on: how many codes are left, new ones, another app, off', async () => {
  const html = await shown(on)
  for (const says of ['2 recovery codes are left', 'New recovery codes', 'Move to another app', 'Turn off'])
    expect(html).toContain(says)
})

test('on, where the team asks for it: it cannot be turned off, and the page says why', async () => {
  const html = await shown({ ...on, required: true })
  expect(html).not.toContain('Turn off')
  expect(html).toContain('Newsroom asks for it')
})

test('setting up: the secret as a code to scan and as text to type, and a field that phones fill in', async () => {
  const begun = { secret: 'ABCDEFGHIJKLMNOP', address: 'otpauth://totp/x?secret=ABCDEFGHIJKLMNOP' }
  const html = await htmlOf(
    createElement(SecondStepSetup, { begun, confirm: refused, onConfirmed() {}, onCancel() {} }),
  )
  expect(html).toContain('ABCD EFGH IJKL MNOP')
  expect(html).toMatch(/role="img"[^>]*aria-label="QR code/)
  expect(html).toMatch(/inputMode="numeric"[^>]*autoComplete="one-time-code"|one-time-code/i)
})

test('a QR code has every dark module once, within four of white', async () => {
  const html = await htmlOf(createElement(QrCode, { text: 'otpauth://totp/x', label: 'a code' }))
  const { data, size } = encode('otpauth://totp/x', { ecc: 'M', border: 0 })
  expect(html).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`)
  expect(html.match(/h1v1h-1z/g)).toHaveLength(data.flat().filter(Boolean).length)
  expect(html).toContain('M4 4h1v1h-1z')
})

test('recovery codes are all there, to copy and to save', async () => {
  const html = await htmlOf(
    createElement(RecoveryCodes, { codes: ['AAAA-BBBB', 'CCCC-DDDD'], email: 'ada@example.test', onKept() {} }),
  )
  for (const says of ['AAAA-BBBB', 'CCCC-DDDD', 'Save as text', 'Copy the recovery codes<', 'shown this once'])
    expect(html).toContain(says)
})

test('whoever has to set it up is told by whom and where', async () => {
  const html = await htmlOf(createElement(SecondStepNeeded, { teamName: 'Newsroom' }))
  expect(html).toContain('Newsroom asks for a second step')
  expect(html).toContain('href="#second-step"')
})

test('the second step of a sign-in never has the password in the page', async () => {
  const given = { email: 'ada@example.test', password: 'a password nobody may read' }
  const html = await htmlOf(createElement(CodeForm, { given, signIn: refused, onSignedIn() {}, onBack() {} }))
  expect(html).not.toContain(given.password)
  for (const says of ['one-time-code', 'Use a recovery code instead', 'Back to e-mail and password'])
    expect(html).toContain(says)
})
