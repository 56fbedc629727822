from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_users_and_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="role",
            name="needs_second_factor",
            field=models.BooleanField(default=False, verbose_name="needs a second factor"),
        ),
    ]
