type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Something a person has typed or chosen already: it differs from what the page came with. */
function isTouched(control: Control): boolean {
	if (control instanceof HTMLSelectElement) {
		return [...control.options].some(({ selected, defaultSelected }) => selected !== defaultSelected);
	}
	const ticks = control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');
	return ticks ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
}

/**
 * On a slow line a page can be typed into before its script has arrived, and the script would then put every field back
 * to what the page came with. Call it as the page comes to life; what it returns puts back what was typed, and tells
 * whoever listens.
 */
export function keepTyped(): () => void {
	const controls = [...document.querySelectorAll<Control>('input:not([type=file], [type=hidden]), textarea, select')];
	const kept = controls.filter(isTouched).map((control) => ({
		control,
		value: control.value,
		checked: 'checked' in control && control.checked
	}));
	return () => {
		for (const { control, value, checked } of kept) {
			if ('checked' in control) control.checked = checked;
			control.value = value;
			control.dispatchEvent(new Event('input', { bubbles: true }));
			control.dispatchEvent(new Event('change', { bubbles: true }));
		}
	};
}
