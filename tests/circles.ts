/** Files that import one another in a circle, each circle once, sorted. Tarjan's strongly connected components. */
export function circlesOf(edges: readonly { readonly from: string; readonly to: string }[]): string[][] {
  const targets = new Map<string, string[]>()
  for (const { from, to } of edges) targets.set(from, [...(targets.get(from) ?? []), to])
  const place = new Map<string, number>()
  const reach = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  for (const file of targets.keys()) if (!place.has(file)) visit(file)
  return circles

  function visit(file: string): number {
    const at = place.size
    place.set(file, at)
    reach.set(file, at)
    open.push(file)
    for (const to of targets.get(file) ?? []) {
      const reached = place.has(to) ? (open.includes(to) ? place.get(to)! : at) : visit(to)
      reach.set(file, Math.min(reach.get(file)!, reached))
    }
    if (reach.get(file) === at) {
      const circle = open.splice(open.indexOf(file))
      if (circle.length > 1) circles.push(circle.sort())
    }
    return reach.get(file)!
  }
}
