import uuid

from django.db import migrations, models


def give_keys(apps, schema_editor):
    document = apps.get_model("core", "Document")
    for pk in document.objects.values_list("pk", flat=True):
        document.objects.filter(pk=pk).update(key=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0005_address_changes"),
    ]

    operations = [
        migrations.AddField("document", "key", models.UUIDField(default=uuid.uuid4, editable=False, null=True)),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField("document", "key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        migrations.AddField(
            "document",
            "reading",
            models.CharField(
                choices=[
                    ("waiting", "not read yet"), ("read", "read"), ("unreadable", "could not be read"),
                    ("other", "not a PDF file"),
                ],
                default="waiting", editable=False, max_length=10, verbose_name="reading",
            ),
        ),
        migrations.AddField("document", "language_in_file", models.CharField(blank=True, editable=False, max_length=35)),
        migrations.AddField("document", "title_in_file", models.CharField(blank=True, editable=False, max_length=255)),
        migrations.AlterField(
            "document", "tagged",
            models.BooleanField(default=False, editable=False, verbose_name="accessible PDF"),
        ),
    ]
