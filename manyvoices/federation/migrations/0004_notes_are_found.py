from django.db import migrations, models
from django.db.models import Q

OURS = Q(("voice__isnull", False), ("deleted_at", None))


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_search'),
        ('federation', '0003_a_move_is_confirmed'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='note',
            index=models.Index(fields=['-published_at', '-id'], condition=OURS, name='note_newest'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(fields=['language', '-published_at', '-id'], condition=OURS, name='note_in_language'),
        ),
    ]
