import { expect, test } from 'vitest'
import { commonPasswords } from '@/lib/access/common-passwords'
import { assertHardToGuess, passwordFault } from '@/lib/access/password-strength'
import { DocketError } from '@/lib/errors'

const ada = { email: 'ada.lovelace@example.org', names: ['Ada Lovelace', 'North Desk'] }

test.each([
  ['correct horse battery', 'several words'],
  ['ada has a long password', 'with one’s own name among other words'],
  ['tr0ub4dor&3 again', 'signs'],
  ['пароль не для всех', 'another script'],
  ['雨がふる夜に歩いた猫の話', 'no spaces, no case'],
  ['north wind over the desk', 'the team’s words among others'],
  ['kfjw9qzn2mvx', 'random letters'],
])('%s may be used: %s', (password) => {
  expect(passwordFault(password, ada)).toBeNull()
})

test.each([
  ['aaaaaaaaaaaa', /very few different/],
  ['ababababcdcdcd', /very few different/],
  ['horse1horse1horse1', /repeats one short piece/],
  ['Horse-Horse-Horse', /repeats one short piece/],
  ['123456789012', /a run of letters/],
  ['abcdefghijklm', /a run of letters/],
  ['zyxwvutsrqponm', /a run of letters/],
  ['qwertyuiopasdf', /a run of letters|most common/],
  ['0987654321098', /a run of letters/],
  ['correct horse battery staple', /most common/],
  ['P@ssw0rd2026!!', /most common/],
  ['Welcome-2026-11', /most common/],
  ['ThisIsMyPassword', /most common/],
  ['youwillneverguess7', /most common/],
  ['iloveyou143143', /most common/],
  ['ada.lovelace@example.org', /your e-mail/],
  ['AdaLovelace2026', /your e-mail/],
  ['North Desk 26', /your team/],
  ['docket-docket-2026', /Docket/],
  ['lovelace docket', /Docket/],
])('%s is refused, with why', (password, says) => {
  expect(passwordFault(password, ada)).toMatch(says)
})

test('short names take nothing away', () => {
  expect(passwordFault('momomo tea and no cake', { email: 'mo@a.test', names: ['Mo', 'Al'] })).toBeNull()
})

test('without anybody’s name the rest holds', () => {
  expect(passwordFault('AdaLovelace2026', {})).toBeNull()
  expect(passwordFault('docketdocket26', {})).toMatch(/Docket/)
})

test('the refusal is at its field, as a sentence', () => {
  try {
    assertHardToGuess('aaaaaaaaaaaa', ada)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(DocketError)
    expect(error).toMatchObject({ code: 'bad_request', fields: { password: [expect.stringMatching(/very few/)] } })
  }
})

test('the list is short, lower case, and holds nothing that is too short anyway', () => {
  expect(commonPasswords.size).toBeLessThanOrEqual(200)
  for (const one of commonPasswords) expect(one).toMatch(/^[\p{Ll}\p{N}]{12,}$/u)
})
