from wagtail.admin.compare import get_comparison_class_for_block

from cms.core.blocks import CalloutBlock, RichTextBlock


def compared(block, before, after):
    values = block.to_python(before), block.to_python(after)
    return get_comparison_class_for_block(block)(block, True, True, *values).htmldiff()


def test_versions_of_a_list_are_compared_line_by_line():
    html = compared(RichTextBlock(), "<ul><li>Eins</li><li>Zwei</li></ul>", "<ul><li>Eins</li><li>Drei</li></ul>")
    assert html.startswith("Eins\n")
    assert '<span class="deletion">Zwei</span><span class="addition">Drei</span>' in html


def test_a_choice_is_called_by_its_name_when_versions_are_compared():
    before = {"kind": "fact", "title": "Frist", "text": "<p>Neu.</p>"}
    html = compared(CalloutBlock(), before, {**before, "kind": "warning"})
    names = {str(label) for key, label in CalloutBlock().child_blocks["kind"].field.choices if key == "warning"}
    assert f'<span class="addition">{names.pop()}</span>' in html
