import { expect, test } from 'vitest'
import { reportParts } from '@/components/case/report-words'

test('a report’s parts under headings, without those it does not have', () => {
  expect(reportParts({})).toEqual([])
  expect(reportParts({ authenticity_analysis: 'A.', abnormalities: 'B.', context_and_setting: 'C.' })).toEqual([
    ['Verdict and its grounds', 'A.'],
    ['What stands out', 'B.'],
    ['What the file says of its making', 'C.'],
  ])
  expect(
    reportParts({ abnormalities: 'B.', digitally_altered: { detected: true, confidence: 80.2, alterations: 'D.' } }),
  ).toEqual([
    ['What stands out', 'B.'],
    ['Altered (80.2%)', 'D.'],
  ])
  expect(reportParts({ context: 'Fraud: 80% sure.' }, true)).toEqual([['Context', 'Fraud: 80% sure.']])
})
