// Suggest the time zone of this device where none is chosen yet.
for (const field of document.querySelectorAll("select[data-guess-time-zone]")) {
  if (field.value) continue;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...field.options].some((option) => option.value === zone)) field.value = zone;
}
