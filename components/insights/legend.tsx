/** What is filled and what is an outline. */
export function Legend({ names: [full, outline] }: { names: readonly [string, string] }) {
  return (
    <div aria-hidden className="flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-muted-foreground">
      <span className="flex items-center gap-2">
        <span className="size-3 rounded-xs bg-primary" />
        {full}
      </span>
      <span className="flex items-center gap-2">
        <span className="size-3 rounded-xs border border-primary bg-card" />
        {outline}
      </span>
    </div>
  )
}
