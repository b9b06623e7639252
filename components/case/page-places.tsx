/** Links to the parts of a case, where they stand below each other. */
export function PagePlaces({ places }: { places: [id: string, name: string][] }) {
  return (
    <nav aria-label="On this page" className="-mx-1 overflow-x-auto xl:hidden">
      <ul className="flex gap-1">
        {places.map(([id, name]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-flex min-h-8 items-center rounded-md px-2.5 text-[0.8125rem] font-medium whitespace-nowrap text-primary underline decoration-primary/40 underline-offset-4 hover:bg-accent"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
