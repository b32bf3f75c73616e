// RUN: %check_both %s
// The annotation says that the list takes the object; its body takes a reference of its own, in a statement before.
typedef void *gpointer;
typedef struct _GList GList;
typedef struct _Track Track;
typedef struct { GList *tracks; } Disc;
gpointer g_object_ref(gpointer object);
void g_object_unref(gpointer object);
GList *g_list_insert(GList *list, gpointer data, int position);
Track *track_make(void);

/** track_make:
 * Returns: (transfer full): a track
 */
Track *track_make(void);

/**
 * disc_add:
 * @self: a disc
 * @position: where it comes
 * @track: (transfer full): the track
 */
void disc_add(Disc *self, int position, Track *track) { // expect: contract-conflict: its body takes a reference of its own
  if (position < 0)
    position = 0;
  g_object_ref(track);
  self->tracks = g_list_insert(self->tracks, track, position);
}

/**
 * disc_eat:
 * @self: a disc
 * @track: (transfer full): the track
 */
void disc_eat(Disc *self, Track *track) {
  self->tracks = g_list_insert(self->tracks, track, -1);
}

void added_ok(Disc *disc) {
  Track *track = track_make();
  disc_add(disc, 0, track);
  g_object_unref(track);
}

void eaten_bad(Disc *disc) {
  Track *track = track_make();
  disc_eat(disc, track);
  g_object_unref(track); // expect: double-free: 'track' is released after its ownership was transferred to 'disc_eat'
}
