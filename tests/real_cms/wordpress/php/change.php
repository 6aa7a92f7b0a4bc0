<?php
// What editors do later: php change.php DOCROOT < {"edit": {id, content, modified}, "add": post, "delete": id}
require __DIR__ . '/writing.php';
$edited = $plan['edit'];
$old = orderly(get_post($edited['id']));
orderly(wp_update_post(wp_slash(['ID' => $old->ID, 'post_content' => $old->post_content . $edited['addition']]), true));
modified($old->ID, $edited['modified']);
$added = write_post($plan['add'], []);
$gone = get_permalink($plan['delete']);
orderly(wp_delete_post($plan['delete'], true));
echo json_encode(['edited' => get_permalink($old->ID), 'added' => get_permalink($added), 'deleted' => $gone]);
