/** The graphics adapter that a page gets, said to be software where it is. @throws where there is none */
export async function adapterName(): Promise<string> {
  const adapter = await navigator.gpu?.requestAdapter()
  if (!adapter) throw new Error('no WebGPU adapter here')
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info
  const isSoftware = isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(`${architecture} ${description}`)
  const name = [vendor, architecture].filter(Boolean).join(' ') || description || 'unnamed'
  return isSoftware ? `software adapter (${name})` : `${name} adapter`
}
