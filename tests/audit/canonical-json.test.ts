import { expect, test } from 'vitest'
import { canonicalJson } from '@/lib/audit/canonical-json'

/* Test data of RFC 8785: section 3.2.2 to 3.2.4 and appendix B. */

test('the example of RFC 8785, section 3.2.2 and 3.2.3', () => {
  const input = `{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
    "literals": [null, true, false]
  }`
  const expected =
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
  expect(canonicalJson(JSON.parse(input))).toBe(expected)
})

test('its bytes in UTF-8, section 3.2.4', () => {
  const bytes = Buffer.from(
    canonicalJson(JSON.parse('{"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"}')),
  )
  expect(bytes.toString('hex')).toBe('7b22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d')
})

test('members are sorted by UTF-16 code units, section 3.2.3', () => {
  const input = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  }
  expect(Object.values(JSON.parse(canonicalJson(input)))).toHaveLength(7)
  const order = [...canonicalJson(input).matchAll(/:"([^"]+)"/g)].map(([, value]) => value)
  expect(order).toEqual([
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ])
})

/** Appendix B: the bits of an IEEE 754 double and its JSON. */
const numbers: [bits: string, json: string][] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
]

test.each(numbers)('the number %s, appendix B', (bits, json) => {
  expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(json)
})

test.each([['7fffffffffffffff'], ['7ff0000000000000'], ['fff0000000000000']])('%s is no number of JSON', (bits) => {
  expect(() => canonicalJson([Buffer.from(bits, 'hex').readDoubleBE()])).toThrow(TypeError)
})

test('nested values, empty ones, and members that are left out', () => {
  expect(canonicalJson({ b: [{}, [], { d: undefined, c: '' }], a: undefined, '': 0 })).toBe(
    '{"":0,"b":[{},[],{"c":""}]}',
  )
  expect(canonicalJson(null)).toBe('null')
})

test('refuses what JSON cannot say', () => {
  expect(() => canonicalJson('\ud83d')).toThrow('surrogate')
  expect(() => canonicalJson({ '\udead': 1 })).toThrow('surrogate')
  expect(() => canonicalJson(1n)).toThrow(TypeError)
  expect(() => canonicalJson([undefined])).toThrow(TypeError)
  expect(() => canonicalJson(() => 1)).toThrow(TypeError)
})
