/** What stays of a case once its media is gone, sentence by sentence. */
export function SurvivesList({ survives }: { survives: string[] }) {
  return (
    <ul className="grid max-w-prose list-disc gap-1 pl-5 text-sm">
      {survives.map((says) => (
        <li key={says} className="text-pretty">
          {says}
        </li>
      ))}
    </ul>
  )
}
