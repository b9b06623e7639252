/** The charts of the Insights page, in its order. `people`: its rows are people. */
export const insightCharts = {
  volume: { name: 'Handed in and decided', people: false },
  time: { name: 'Time to a decision', people: false },
  ageing: { name: 'Waiting now, by age', people: false },
  workload: { name: 'Workload', people: true },
  agreement: { name: 'Agreement with the machine', people: false },
  people: { name: 'Agreement, by person', people: true },
  accuracy: { name: 'Accuracy on your own cases', people: false },
  thresholds: { name: 'What if: a threshold on past decisions', people: false },
} as const

export type InsightChart = keyof typeof insightCharts

/** Whether there is such a chart. */
export function isInsightChart(name: string): name is InsightChart {
  return Object.hasOwn(insightCharts, name)
}
