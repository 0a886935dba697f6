/** The page's whole address with this lab in its hash. */
export function linkOf(hash: string, location: Location = window.location): string {
  return `${location.origin}${location.pathname}#${hash}`
}

/** HTML that puts a lab into another page. */
export function embedCode(link: string, height: number): string {
  const src = link.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `<iframe src="${src}" width="100%" height="${Math.round(height)}" title="Skewlab" loading="lazy" allow="clipboard-write; cross-origin-isolated"></iframe>`
}

/** Whether the address of the page means another machine, or none, to whoever opens it elsewhere. */
export function isOnlyHere({ protocol, hostname }: Pick<Location, 'protocol' | 'hostname'> = window.location): boolean {
  return protocol === 'file:' || /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
