int counted(int own_count) { return own_count; }
