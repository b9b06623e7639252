import { z } from 'zod'
import { command } from '@/lib/db/command'
import { csvLine } from '@/lib/evidence/csv-line'
import { pseudonymOf } from '@/lib/evidence/pseudonym'
import { linesOf } from './chart-lines'
import { type InsightChart, insightCharts } from './insight-charts'
import { InsightPart } from './insight-part'

const Input = z.object({
  chart: z.enum(Object.keys(insightCharts) as [InsightChart, ...InsightChart[]]),
  part: InsightPart,
  /** People's names, and not the pseudonyms by which they appear outside. Not for what leaves the team. */
  names: z.boolean().default(false),
})

/** A chart's rows as CSV text; written into the trail as exported, before it leaves. Throws `forbidden`, `bad_request`. */
export const exportChart = command({
  permission: 'insights.export',
  input: Input,
  async run(tx, { chart, part, names }, { teamId }) {
    const call = (id: string, name: string) => (names ? name : pseudonymOf(teamId, { kind: 'member', id }))
    const lines = await linesOf[chart](tx, { teamId, part, call })
    // The mark by which spreadsheets know UTF-8.
    return { result: `\uFEFF${lines.map(csvLine).join('')}`, events: [{ type: 'insights.exported', chart }] }
  },
})
