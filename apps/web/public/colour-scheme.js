/* Before the first paint: the colour scheme chosen on this device (src/theme/colour-scheme.ts), so that nothing flashes. */
{
  const chosen = localStorage.getItem('samsyn.colour-scheme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.colorScheme = chosen
}
