import { type CardFile, wilsonInterval } from '@/lib/engine/card'
import { checkOf, weightOf } from './weight-of'

/** The tables of docs/engine.md, from the cards and nothing else. Also what the command prints. */
export function renderTables(cards: CardFile[]): string {
  const measured = cards.filter((card) => card.measures)
  return [
    ...weights(cards),
    ...ranking(measured),
    ...copies(measured),
    ...formats(measured),
    ...falseHits(measured),
    ...folds(measured),
    ...sets(cards),
  ].join('\n')
}

function weights(cards: CardFile[]): string[] {
  return [
    ...heading('A hit', ['check', 'found', 'falsely', 'counted as', 'llr', 'score alone']),
    ...cards.map((card) => {
      const { positives, hits, negatives, falseHits, files } = card
      const llr = weightOf(card)
      return row([
        titleOf(card),
        `${files.hits} of ${files.positives}`,
        `${files.falseHits} of ${files.negatives}`,
        positives === files.positives && negatives === files.negatives
          ? 'the same'
          : `${hits} of ${positives}, ${falseHits} of ${negatives}`,
        llr.toFixed(2),
        (1 / (1 + Math.exp(-llr))).toFixed(3),
      ])
    }),
    '',
  ]
}

function ranking(cards: CardFile[]): string[] {
  if (cards.length === 0) return []
  const columns = ['check', 'AUC', 'EER', 'found at 1 %', 'found at 5 %', 'ECE', 'applied to', 'right there', 'map AUC']
  return [
    ...heading('Scores', columns),
    ...cards.map((card) => {
      const found = card.measures
      if (!found) return ''
      const map = found.mapAgreement ? `${number(found.mapAgreement.mean)} (${found.mapAgreement.files})` : '–'
      return row([
        titleOf(card),
        number(found.auc),
        share(found.eer),
        share(found.hitsAt1),
        share(found.hitsAt5),
        found.calibrationError === null ? '– ¹' : number(found.calibrationError),
        share(found.coverage),
        share(found.selectiveAccuracy),
        map,
      ])
    }),
    '',
    ...(cards.some((card) => card.measures?.calibrationError === null) ? [noProbability, ''] : []),
  ]
}

const noProbability = '¹ The check gives no probability, so there is no calibration to measure.'

function copies(cards: CardFile[]): string[] {
  const rows = cards.flatMap((card) =>
    (card.measures?.launderings ?? []).map((level) =>
      row([titleOf(card), level.name, ...foundOf(level), number(level.auc)]),
    ),
  )
  return rows.length === 0 ? [] : [...heading('Copies', ['check', 'copies', 'found', 'falsely', 'AUC']), ...rows, '']
}

function formats(cards: CardFile[]): string[] {
  const rows = cards.flatMap((card) =>
    (card.measures?.formats ?? []).map((format) => row([titleOf(card), format.name, ...foundOf(format)])),
  )
  return rows.length === 0 ? [] : [...heading('Formats', ['check', 'format', 'found', 'falsely']), ...rows, '']
}

function falseHits(cards: CardFile[]): string[] {
  const rows = cards.flatMap((card) =>
    (card.measures?.sources ?? [])
      .filter((source) => source.negatives > 0)
      .map((source) =>
        row([
          titleOf(card),
          source.name,
          `${source.falseHits} of ${source.negatives}`,
          interval(source.falseHits, source.negatives),
        ]),
      ),
  )
  return rows.length === 0
    ? []
    : [...heading('False hits', ['check', 'source', 'falsely', 'share, 95 % interval']), ...rows, '']
}

/** One row for each thing left out, such as a synthesiser, over all that was left out with it; the card has every one. */
function folds(cards: CardFile[]): string[] {
  const rows = cards.flatMap((card) => {
    const all = card.measures?.folds ?? []
    const names = [...new Set(all.map((fold) => fold.name.split(' × ')[0] ?? ''))]
    return names.map((name) => {
      const some = all.filter((fold) => fold.name.split(' × ')[0] === name)
      const aucs = some.flatMap((fold) => (fold.auc === null ? [] : [fold.auc]))
      return row([
        titleOf(card),
        `${name}, with each of ${some.length} sources`,
        range(
          some.filter((fold) => fold.positives > 0).map((fold) => fold.hits / fold.positives),
          share,
        ),
        range(
          some.filter((fold) => fold.negatives > 0).map((fold) => fold.falseHits / fold.negatives),
          share,
        ),
        range(aucs, number),
      ])
    })
  })
  return rows.length === 0
    ? []
    : [...heading('What the model had not learnt', ['check', 'left out', 'found', 'falsely', 'AUC']), ...rows, '']
}

function range(values: number[], say: (value: number) => string): string {
  if (values.length === 0) return '–'
  const [low, high] = [say(Math.min(...values)), say(Math.max(...values))]
  return low === high ? low : `${low} to ${high}`
}

function sets(cards: CardFile[]): string[] {
  return cards.map((card) => {
    const again = card.reproduce.replace(/^npm [^,]+/, '`$&`').replace(/\.?$/, '.')
    const inputs = card.inputs ? ` Inputs: SHA-256 \`${card.inputs.slice(0, 16)}…\`.` : ''
    return `* **${titleOf(card)}.** ${card.set} Counted as one: ${card.counted}. Again: ${again}${inputs}`
  })
}

const foundOf = ({
  positives,
  hits,
  negatives,
  falseHits,
}: { [key in 'positives' | 'hits' | 'negatives' | 'falseHits']: number }) => [
  positives > 0 ? `${hits} of ${positives}` : '–',
  negatives > 0 ? `${falseHits} of ${negatives}` : '–',
]

const titleOf = (card: CardFile) => `${checkOf(card).title}${card.hit === undefined ? '' : `, ${card.hit}`}`

function interval(hits: number, n: number): string {
  const [low, high] = wilsonInterval(hits, n)
  return `${share(hits / n)} (${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)})`
}

const number = (value: number | null) => (value === null ? '–' : value.toFixed(3))
const share = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(1)} %`)
const row = (cells: string[]) => `| ${cells.join(' | ')} |`
const heading = (title: string, columns: string[]) => [
  `**${title}**`,
  '',
  row(columns),
  `|${columns.map(() => '---').join('|')}|`,
]
